import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const SNAPSHOT = readFileSync(join(import.meta.dirname, '../../media/demo-tenant.json'), 'utf8');
const BLOCKING = JSON.stringify({
  isEnabled: true,
  applicationRestrictions: { passwordCredentials: [{ restrictionType: 'passwordAddition', state: 'enabled' }] },
});
const CUSTOM = JSON.stringify({
  displayName: 'Strict',
  isEnabled: true,
  restrictions: { passwordCredentials: [{ restrictionType: 'passwordAddition', state: 'enabled' }] },
});
const TERRAFORM = `resource "msgraph_update_resource" "default" {
  url  = "policies/defaultAppManagementPolicy"
  body = { applicationRestrictions = { passwordCredentials = [
    { restrictionType = "passwordLifetime", maxLifetime = var.longest }
  ] } }
}
`;
/** Of the demo tenant, with a client secret. */
const SCANNER = (JSON.parse(SNAPSHOT) as { identities: { displayName: string; clientId: string }[] }).identities.find(
  ({ displayName }) => displayName === 'Warehouse scanner',
)?.clientId;

const FILES = {
  'tenant.json': SNAPSHOT,
  'policy.json': BLOCKING,
  'custom.json': CUSTOM,
  'main.tf': TERRAFORM,
  'variables.tf': 'variable "longest" { default = "P700D" }\n',
  'main.bicep': '',
  'broken.json': '{ "isEnabled": ',
};

const simulate = (...args: readonly string[]) =>
  keyless(folderWith(FILES), ['simulate', '--inventory', 'tenant.json', ...args]);

describe('keyless simulate', () => {
  it('tells what a policy would do, and ends with 1 where it blocks somebody', async () => {
    const { exitCode, out, error } = await simulate('--policy', 'policy.json');
    expect([exitCode, error]).toEqual([1, '']);
    expect(out).toContain('Applications: passwordAddition: not set → on');
    expect(out).toMatch(/\n\d+ identities newly blocked\.\n$/);
    expect(out).toContain('... and');
    const all = await simulate('--policy', 'policy.json', '--all', '--fail-on', 'never');
    expect([all.exitCode, all.out.includes('... and')]).toEqual([0, false]);
  });

  it('reads a Terraform module, and ends with 0 where nobody is blocked', async () => {
    const { exitCode, out } = await simulate('--policy', 'main.tf');
    expect(exitCode).toBe(0);
    expect(out).toContain(
      'passwordLifetime: less than 180 days, for those created since 2026-01-04 → less than 700 days',
    );
    expect(out).toContain('\n0 identities newly blocked.\n');
  });

  it('assigns a custom policy to whom it is told', async () => {
    const { exitCode, out } = await simulate('--policy', 'custom.json', '--assign', String(SCANNER));
    expect(exitCode).toBe(1);
    expect(out).toContain('The policy: does not exist → on');
    expect(out).toContain('\n1 identity newly blocked.\n');
  });

  it.each([
    ['json', /^\{\n {2}"version": 1/],
    ['markdown', /^# Simulation of credential policies in Contoso\n/],
    ['csv', /^displayName,clientId,objectId,/],
  ])('writes %s', async (format, expected) => {
    expect((await simulate('--policy', 'policy.json', '--format', format)).out).toMatch(expected);
  });

  it.each([
    [[], 'Which policy?'],
    [['--policy', 'none.json'], 'There is no policy none.json.'],
    [['--policy', 'main.bicep'], 'main.bicep is Bicep, in which app management policies cannot be written'],
    [['--policy', 'broken.json'], 'broken.json:1:'],
    [['--policy', 'tenant.json'], 'tenant.json holds no app management policy'],
    [['--policy', 'custom.json'], '"Strict" is assigned to nobody'],
    [['--policy', 'custom.json', '--assign', 'nobody'], 'The snapshot has no identity nobody.'],
    [['--policy', 'policy.json', '--format', 'sarif'], '--format must be one of text, json, markdown, csv.'],
    [['--policy', 'policy.json', '--fail-on', 'error'], '--fail-on must be one of blocked, never.'],
  ])('ends with 2 for %j', async (args, message) => {
    const { exitCode, error } = await simulate(...args);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });

  it('ends with 2 without a snapshot, and has help', async () => {
    const { exitCode, error } = await keyless(folderWith(FILES), ['simulate', '--policy', 'policy.json']);
    expect([exitCode, error]).toEqual([2, 'keyless: Which tenant? Give a snapshot: --inventory FILE.\n']);
    expect((await keyless(folderWith(FILES), ['simulate', '--help'])).out).toContain(
      'Usage: keyless simulate --policy FILE',
    );
  });
});
