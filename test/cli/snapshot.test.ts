import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { folderWithAzureCli, SIGNED_IN } from './azure-cli.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const DEMO = parseSnapshot(readFileSync(join(import.meta.dirname, '../../media/demo-tenant.json'), 'utf8'));
const TENANT = ['snapshot', '--tenant', DEMO.tenant.id];

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: DEMO, isThrottling: false });
});
afterAll(() => emulator.stop());

const folderWithAz = (script: string) => folderWithAzureCli(script, emulator.url);

describe('keyless snapshot', { timeout: 30_000 }, () => {
  it('writes the inventory of the tenant to a file', async () => {
    const { folder, env } = folderWithAz(SIGNED_IN);
    const ran = await keyless(folder, [...TENANT, '--output', 'tenant.json'], { env });
    expect(ran).toMatchObject({ exitCode: 0, out: '' });
    expect(ran.error).toContain(`${DEMO.identities.length} identities in tenant.json`);
    const written = parseSnapshot(readFileSync(join(folder, 'tenant.json'), 'utf8'));
    expect(written.tenant).toEqual(DEMO.tenant);
    expect(written.identities.map(({ clientId }) => clientId)).toEqual(DEMO.identities.map(({ clientId }) => clientId));
    expect(readdirSync(folder).toSorted()).toEqual(['.git', 'az', 'tenant.json']);
  });

  it('prints it where no file is named, twice the same but for its times', async () => {
    const { folder, env } = folderWithAz(SIGNED_IN);
    const timeless = (text: string) => text.replaceAll(/("asOf": ")[^"]+/g, '$1');
    const [one, two] = [await keyless(folder, TENANT, { env }), await keyless(folder, TENANT, { env })];
    expect(parseSnapshot(one.out).identities.length).toBe(DEMO.identities.length);
    expect(timeless(one.out)).toBe(timeless(two.out));
  });

  it('names what it could not read, and writes the rest', async () => {
    const end = emulator.faults.add({ fault: { kind: 'permission' }, match: 'SignInActivities' });
    const { folder, env } = folderWithAz(SIGNED_IN);
    const { exitCode, out, error } = await keyless(folder, TENANT, { env });
    end();
    expect(exitCode).toBe(0);
    expect(error).toContain('not read: sign-ins (needs AuditLog.Read.All)');
    expect(parseSnapshot(out).identities.length).toBe(DEMO.identities.length);
  });

  it('writes nothing where nothing may be read', async () => {
    emulator.consent(['User.Read']);
    const { folder, env } = folderWithAz(SIGNED_IN);
    const { exitCode, out, error } = await keyless(folder, [...TENANT, '-o', 'tenant.json'], { env });
    emulator.consent(undefined);
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
    expect(error).toContain('Nothing could be read');
    expect(readdirSync(folder).toSorted()).toEqual(['.git', 'az']);
  });

  it.each([
    [
      'a session that has expired',
      'echo "ERROR: AADSTS70043: The refresh token has expired." >&2; exit 1',
      'AADSTS70043',
    ],
    ['nobody who is signed in', 'echo "ERROR: Please run \'az login\'." >&2; exit 1', "Please run 'az login'."],
    ['output that is no token', 'echo "{ eyJhbGciOi"', 'printed no token'],
  ])('says what is wrong with %s', async (_what, script, said) => {
    const { folder, env } = folderWithAz(script);
    const { exitCode, out, error } = await keyless(folder, TENANT, { env });
    expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
    expect(error).toContain(said);
    expect(error).not.toContain('eyJ');
  });

  it('says that the Azure CLI is missing', async () => {
    const { error, exitCode } = await keyless(folderWith({}), TENANT, { env: { PATH: '/nowhere' } });
    expect(exitCode).toBe(3);
    expect(error).toContain('The Azure CLI is not installed');
  });

  it('gives the command that answers a claims challenge', async () => {
    const end = emulator.faults.add({ fault: { kind: 'claims-challenge', claims: '{"x":1}' }, match: '/applications' });
    const { folder, env } = folderWithAz(SIGNED_IN);
    const { error } = await keyless(folder, TENANT, { env });
    end();
    expect(error).toContain('az login --claims-challenge eyJ4IjoxfQ== --scope https://graph.microsoft.com/.default');
  });

  it.each([
    [['snapshot'], 'Which tenant?'],
    [['snapshot', '--tenant', 'a; rm -rf /'], '--tenant must be an id or a domain'],
    [['snapshot', '--tenant', '--output'], 'argument'],
    [[...TENANT, '--cloud', 'mars'], '--cloud must be one of'],
    [[...TENANT, 'more'], 'Unexpected "more"'],
  ])('refuses %j', async (args, said) => {
    const { exitCode, error } = await keyless('/', args);
    expect(exitCode).toBe(2);
    expect(error).toContain(said);
  });
});
