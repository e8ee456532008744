import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../src/rules/catalogue/secret-names.ts';
import { entropy, isPlaceholder, looksSecret } from '../../src/rules/support/placeholder.ts';

describe('isSecretName', () => {
  it.each([
    'password',
    'adminPassword',
    'administrator_login_password',
    'administratorLoginPassword',
    'clientSecret',
    'client_secret',
    'client-secret',
    'ARM_CLIENT_SECRET',
    'TF_VAR_db_pwd',
    'accountKey',
    'storageAcctKey',
    'connectionString',
    'connection_string',
    'sasToken',
    'sas_url',
    'apiKey',
    'API_KEY',
    'primaryKey',
    'githubPat',
    'deployToken',
    'secretValue',
  ])('%s holds a secret', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    'secretName',
    'secret_name',
    'keyVaultSecretId',
    'secretUri',
    'tokenUrl',
    'passwordPolicy',
    'passwordLength',
    'disablePasswordAuthentication',
    'disable_password_authentication',
    'enableSecretRotation',
    'secretPermissions',
    'passwordCredentialsEnabled',
    'tokenLifetime',
    'publicKey',
    'keyVaultName',
    'location',
    'passthrough',
    'compatibility',
    'dispatch',
  ])('%s holds none', (name) => expect(isSecretName(name)).toBe(false));
});

describe('isPlaceholder', () => {
  it.each([
    '',
    '   ',
    '<secret>',
    '<put the key here, do not commit>',
    'changeme',
    'Change-Me!',
    'xxxx',
    'XXXXXXXX-XXXX-XXXX',
    '********',
    '...',
    'your-client-secret',
    'REPLACE_WITH_SECRET',
    'placeholder',
    'todo',
    '${{ secrets.X }}',
    '${var.secret}',
    '$(clientSecret)',
    '#{ClientSecret}#',
    '__CLIENT_SECRET__',
    '%CLIENT_SECRET%',
    "[parameters('secret')]",
    '{{ client_secret }}',
    '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x/)',
    'https://kv.vault.azure.net/secrets/x',
  ])('%j stands for a secret', (value) => expect(isPlaceholder(value)).toBe(true));

  it.each([
    'P@ssw0rd1234!',
    'password',
    '12345',
    'Contoso-demo-secret-1',
    'thisIsDog11',
    '{"clientId":"a","clientSecret":"b"}',
    'Xy1',
  ])('%j is one', (value) => expect(isPlaceholder(value)).toBe(false));
});

describe('looksSecret', () => {
  it.each(['P@ssw0rd1234!', 'Contoso-demo-1', 'TerrAform123!', '2yourpassword', 'qwer5678'])('%s does', (value) =>
    expect(looksSecret(value)).toBe(true),
  );

  it.each([
    'postgres',
    'partner-client-secret',
    'x-api-key',
    'a b c d e f g h',
    '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05',
    'https://example.org/token?x=1',
    '/run/secrets/x1',
    './cert-1.pfx',
    'short1',
    '11111111',
  ])('%s does not', (value) => expect(looksSecret(value)).toBe(false));
});

describe('entropy', () => {
  it('is that of Shannon, in bits per character', () => {
    expect(entropy('')).toBe(0);
    expect(entropy('aaaa')).toBe(0);
    expect(entropy('abab')).toBe(1);
    expect(entropy('abcd')).toBe(2);
  });
});
