import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/migrate/document/parse.ts';
import type { Plan } from '../../src/migrate/plan.ts';
import { keyless, type Ran } from '../cli/command.ts';
import { contoso, identityNamed, write } from './contoso.ts';

const INVENTORY = join(import.meta.dirname, '../../media/demo-tenant.json');
const TERRAFORM = identityNamed('payments-terraform');

function plan(folder: string, ...more: readonly string[]): Promise<Ran> {
  return keyless(folder, ['plan', '--identity', TERRAFORM.clientId, '--inventory', INVENTORY, ...more]);
}

describe('keyless plan', () => {
  it('prints the plan and writes nothing', async () => {
    const folder = contoso();
    const { exitCode, out, error } = await plan(folder);
    expect([exitCode, error]).toEqual([0, '']);
    expect(parsePlan(out).identity.displayName).toBe('payments-terraform');
    expect(existsSync(join(folder, '.keyless'))).toBe(false);
  });

  it('takes an object id, too, and another folder', async () => {
    const folder = contoso();
    const args = ['--identity', TERRAFORM.applicationId ?? '', '--inventory', INVENTORY, '--workspace', folder];
    const { exitCode, out } = await keyless(contoso({ 'k8s/api.yaml': '' }), ['plan', ...args, '--format', 'json']);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(out) as { plan: { identity: { clientId: string }; decision: { way: string } } };
    expect(answer.plan.identity.clientId).toBe(TERRAFORM.clientId);
    expect(answer.plan.decision.way).toBe('federation');
  });

  it('plans for the identity that a finding is about', async () => {
    const args = ['plan', '--finding', 'terraform/providers.tf:22', '--inventory', INVENTORY];
    const { error, out } = await keyless(contoso(), args);
    expect(error).toBe('');
    const { told, ...found } = parsePlan(out);
    expect(told).toEqual({ callers: [{ path: 'terraform/providers.tf', line: 22 }] });
    expect(found).toEqual(parsePlan((await plan(contoso())).out));
  });

  it('remembers what a person said when it planned before', async () => {
    const folder = contoso();
    const { clientId } = identityNamed('Payments API');
    const base = ['plan', '--identity', clientId, '--inventory', INVENTORY, '--write', '--format', 'json'];
    const said = ['--runs-on', 'azure', '--managed-identity', '9dbe8cdf-294c-480f-ab0c-efd124a53c91'];
    const first = JSON.parse((await keyless(folder, [...base, ...said])).out) as { plan: Plan };
    const again = JSON.parse((await keyless(folder, base)).out) as { plan: Plan };
    expect(first.plan.decision.way).toBe('managed-identity-as-credential');
    expect(again.plan.steps).toEqual(first.plan.steps);
    expect(again.plan.drift).toEqual([]);
  });

  it('keeps notes and ticks of the plan that is there', async () => {
    const folder = contoso();
    const file = (await plan(folder, '--write')).out.trim();
    expect(file).toBe(join(folder, '.keyless/plans/payments-terraform-e16a3b97.md'));
    const text = readFileSync(file, 'utf8');
    const ticked = `${text.replace(/\[ \](.*<!-- roles-callers -->)/u, '[x]$1')}\nAgreed.\n`;
    write('', { [file]: ticked });
    await plan(folder, '--write');
    const again = parsePlan(readFileSync(file, 'utf8'));
    expect(again.steps.filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual(['roles-callers']);
    expect(again.notes).toBe('Agreed.');
    await plan(folder, '--write');
    expect(parsePlan(readFileSync(file, 'utf8'))).toEqual(again);
  });

  it('says where a place that was named holds nothing', async () => {
    const { out } = await plan(contoso(), '--caller', 'README.md:1', '--caller', 'azure-pipelines.yml:1');
    expect(out).toBe('');
    const { out: second } = await plan(contoso(), '--caller', 'azure-pipelines.yml:1');
    expect(parsePlan(second).evidence.gaps).toEqual([
      'azure-pipelines.yml:1 was named, and Keyless finds nothing there that signs in.',
    ]);
  });

  it.each([
    [['--inventory', INVENTORY], '--identity is missing.'],
    [['--finding', 'README.md:1', '--inventory', INVENTORY], 'There is no file README.md'],
    [['--finding', '.github/workflows/deploy.yml:37', '--inventory', INVENTORY], 'does not tell which identity it is'],
    [['--identity', 'payments', '--inventory', INVENTORY], '--identity must be an id'],
    [['--identity', TERRAFORM.clientId], '--inventory is missing.'],
    [['--identity', TERRAFORM.clientId, '--inventory', 'no.json'], 'There is no snapshot'],
    [['--identity', '00000000-0000-4000-8000-000000000000', '--inventory', INVENTORY], 'has no identity 0000'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--workspace', 'no'], 'There is no folder'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--caller', 'x.yml'], '--caller must be PATH:LINE.'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--caller', 'x.yml:3'], 'There is no file x.yml'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--runs-on', 'mars'], '--runs-on must be one of'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--quiet-days', '0'], '--quiet-days must be'],
    [['--identity', TERRAFORM.clientId, '--inventory', INVENTORY, '--cluster-issuer', 'x'], '--cluster-issuer must be'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, out, error } = await keyless(contoso(), ['plan', ...args]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });
});

describe('keyless verify', () => {
  it('tells apart what does not hold and what nothing tells', async () => {
    const folder = contoso();
    const file = (await plan(folder, '--write')).out.trim();
    const without = await keyless('/', ['verify', file]);
    expect(without.exitCode).toBe(1);
    expect(without.out).toMatch(/^unknown {2}trust-/mu);
    expect(without.out).toMatch(/^fails {4}switch-/mu);
    const { exitCode, out } = await keyless('/', ['verify', file, '--inventory', INVENTORY, '--format', 'json']);
    expect(exitCode).toBe(1);
    const { holds, claims } = JSON.parse(out) as { holds: boolean; claims: readonly { holds: string }[] };
    expect(holds).toBe(false);
    expect(new Set(claims.map((claim) => claim.holds))).toEqual(new Set(['fails']));
  });

  it('holds for a plan that claims nothing', async () => {
    const folder = contoso();
    const { clientId } = identityNamed('Edge gateway');
    const args = ['--identity', clientId, '--inventory', INVENTORY, '--write'];
    const file = (await keyless(folder, ['plan', ...args])).out.trim();
    expect((await keyless(folder, ['verify', file])).exitCode).toBe(0);
  });

  it.each([
    [[], 'Which plan?'],
    [['no.md'], 'There is no plan'],
    [['README.md'], 'It does not begin with the head of a plan'],
    [['README.md', 'x.md'], 'Unexpected "x.md"'],
  ])('refuses %j', async (args, message) => {
    const { exitCode, error } = await keyless(contoso(), ['verify', ...args]);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });
});
