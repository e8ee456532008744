import { describe, expect, it } from 'vitest';
import { assess, type Failure } from '../../../../src/tenant/assessment/assess.ts';
import { checkCalled } from '../../../../src/tenant/assessment/registry.ts';
import { endpointsOf } from '../../../../src/tenant/clouds.ts';
import type { Identity } from '../../../../src/tenant/model/identity.ts';
import { type FixContext, fixesFor } from '../../../../src/vscode/features/posture-view/fixes.ts';
import { demo } from '../../../emulator/demo-emulator.ts';

const NOW = Date.parse(demo.asOf);
const { results } = assess(demo, demo.identities, { now: NOW, preset: 'microsoft' });

const ALL = [
  'keyless.narrowFederatedCredential',
  'keyless.migrateToImmutableSubject',
  'keyless.planMigration',
  'keyless.removeSecret',
  'keyless.removeCertificate',
  'vscode.open',
];

function contextOf(id: string, pick: (identity: Identity, failure: Failure) => boolean = () => true): FixContext {
  const check = checkCalled(id);
  const failures = results.find((result) => result.check.id === id)?.failures ?? [];
  for (const failure of failures) {
    const identity = demo.identities.find(({ clientId }) => clientId === failure.clientId);
    if (!check || (identity && !pick(identity, failure)) || (!identity && failure.clientId !== undefined)) continue;
    return {
      check,
      failure,
      identity,
      endpoints: endpointsOf('public'),
      tenantId: demo.tenant.id,
      isLive: true,
      commands: new Set(ALL),
      now: NOW,
    };
  }
  throw new Error(`Nothing fails ${id} as the test needs it.`);
}

const commandsOf = (context: FixContext) => fixesFor(context).map(({ command }) => command);

describe('the fixes of a failure', () => {
  it('narrow the credentials that a message names, and only those', () => {
    const context = contextOf('broad-federation', (identity) => identity.federatedCredentials.length > 1);
    const narrowed = fixesFor(context).filter(({ command }) => command === 'keyless.narrowFederatedCredential');
    const names = context.identity?.federatedCredentials
      .map(({ name }) => name)
      .filter((name) => context.failure.message.includes(`"${name}"`));
    expect(narrowed.map(({ arguments: [target] }) => (target as { trust: { name: string } }).trust.name)).toEqual(
      names,
    );
    expect(narrowed.length).toBeLessThan(context.identity?.federatedCredentials.length ?? 0);
  });

  it('migrate subjects that can change hands', () => {
    expect(commandsOf(contextOf('mutable-federation'))).toContain('keyless.migrateToImmutableSubject');
  });

  it('plan the way off client secrets, where there is one and the check is about it', () => {
    const context = contextOf('client-secret');
    const plan = fixesFor(context).find(({ command }) => command === 'keyless.planMigration');
    expect(plan?.arguments).toEqual([context.identity?.clientId]);
    expect(
      commandsOf(
        contextOf('certificate-lifetime', ({ keyCredentials }) =>
          keyCredentials.every(({ kind }) => kind === 'certificate'),
        ),
      ),
    ).not.toContain('keyless.planMigration');
    expect(commandsOf(contextOf('too-few-owners'))).not.toContain('keyless.planMigration');
  });

  it('remove credentials that nobody needs, in a tenant that is live', () => {
    const context = contextOf('expired-credential', (_, { keyIds }) => keyIds.length > 0);
    const removal = fixesFor(context)[0];
    expect(removal?.command).toMatch(/^keyless\.remove(?:Secret|Certificate)$/);
    expect(removal?.arguments[0]).toMatchObject({
      clientId: context.identity?.clientId,
      credential: { keyId: context.failure.keyIds[0] },
    });
    expect(commandsOf({ ...context, isLive: false }).join()).not.toContain('remove');
  });

  it('are only those whose commands there are', () => {
    expect(commandsOf({ ...contextOf('client-secret'), commands: new Set() })).toEqual(['vscode.open']);
  });

  it('open the page that the check is about', () => {
    const pageOf = (context: FixContext) => fixesFor(context).at(-1)?.detail;
    const application = ({ applicationId }: Identity) => applicationId !== undefined;
    expect(pageOf(contextOf('client-secret', application))).toMatch(
      /ApplicationMenuBlade\/~\/Credentials\/appId\/[0-9a-f-]{36}$/,
    );
    expect(pageOf(contextOf('too-few-owners', application))).toContain('/~/Owners/appId/');
    const managed = contextOf(
      'privileged-managed-identity',
      ({ managedIdentity }) => managedIdentity?.resourceId !== undefined,
    );
    expect(pageOf(managed)).toBe(
      `https://portal.azure.com/#@${demo.tenant.id}/resource${managed.identity?.managedIdentity?.resourceId}`,
    );
  });

  it('have a page for the tenant as a whole', () => {
    const failing = results.find(({ check, failures }) => check.about === 'tenant' && failures.length > 0);
    expect(commandsOf(contextOf(failing?.check.id ?? ''))).toEqual(['vscode.open']);
  });
});
