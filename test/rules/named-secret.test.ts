import { describe, expect, it } from 'vitest';
import { isNamedSecret } from '../../src/rules/support/named-secret.ts';

describe('isNamedSecret', () => {
  it.each([
    ['DB_PASSWORD', 'k3Jv9qLx72Wd'],
    ['connectionString', 'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKey=k3Jv9qLx72Wd='],
    ['connection-string', 'DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=k3Jv9qLx72Wd=='],
    ['REDIS_CONNECTION_STRING', 'contoso.redis.cache.windows.net:6380,password=k3Jv9qLx72Wd,ssl=True'],
    ['connectionString', 'Server=db;Password=k3Jv9qLx72Wd'],
    ['connectionString', 'BlobEndpoint=https://a.blob.core.windows.net/;SharedAccessSignature=sv=2024&sig=k3Jv9q'],
  ])('%s of %j is one', (name, value) => expect(isNamedSecret(name, value)).toBe(true));

  it.each([
    ['connectionString', ':memory:'],
    ['connectionString', 'artifacts/readonly.db?mode=ro'],
    ['CONNECTION_STRING', 'Server=db;Database=orders;Authentication=Active-Directory-Default'],
    ['connectionString', 'Server=db;Password={your_password}'],
    ['connectionString', 'host=db;user=orders;password=${DB_PASSWORD}'],
    ['connectionString', `host=${'a:b@'.repeat(100_000)}`],
    ['connectionString', 'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1'],
    ['STORAGE_ACCOUNT_KEY', 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1'],
    ['location', 'k3Jv9qLx72Wd'],
  ])('%s of %.60j is none', (name, value) => expect(isNamedSecret(name, value)).toBe(false));
});
