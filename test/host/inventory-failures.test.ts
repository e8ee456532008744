import * as vscode from 'vscode';
import {
  control,
  emulatorUrl,
  essence,
  fault,
  problemsOf,
  reset,
  type Saved,
  saved,
  signIn,
  tenantPage,
} from './inventory-support.ts';
import { equal, ok, tidyUp } from './support.ts';

const hasEmulator = emulatorUrl() !== undefined;

(hasEmulator ? describe : describe.skip)('inventory where services fail', () => {
  let demo: Saved;

  before(async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    demo = await saved();
  });
  beforeEach(reset);
  after(reset);
  afterEach(tidyUp);

  const passing: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'are throttled': { kind: 'throttle', retryAfterSeconds: 0.1 },
    'are not available': { kind: 'status', status: 503, retryAfterSeconds: 0.1 },
    'break off in the middle': { kind: 'drop', share: 0.5 },
    'delay their answers': { kind: 'delay', milliseconds: 300 },
  };
  for (const [what, kind] of Object.entries(passing)) {
    it(`reads everything although requests ${what}`, async () => {
      for (const match of ['/applications\\?', '/servicePrincipals\\?', '/oauth2PermissionGrants']) {
        await fault(kind, match, 2);
      }
      await signIn('azure-cli');
      const live = await saved();
      equal(essence(live), essence(demo), 'inventory');
      equal(problemsOf(live), {}, 'problems');
    });
  }

  it('starts a list again whose page token has expired', async () => {
    await fault({ kind: 'expired-page-token' }, '/(?:applications|servicePrincipals)\\?', 2);
    await signIn('azure-cli');
    const live = await saved();
    equal(essence(live), essence(demo), 'inventory');
    equal(problemsOf(live), {}, 'problems');
  });

  it('reads a list in full where there is no record of changes any more', async () => {
    await signIn('azure-cli');
    await fault({ kind: 'resync' }, '/delta');
    await vscode.commands.executeCommand('keyless.inventory.refresh');
    equal(essence(await saved()), essence(demo), 'inventory');
  });

  const licences: Readonly<Record<string, readonly [match: string, problem: string]>> = {
    risk: ['riskyServicePrincipals', 'licence: Microsoft Entra Workload ID Premium'],
    'sign-ins': ['servicePrincipalSignInActivities', 'licence: Microsoft Entra ID P1'],
  };
  for (const [section, [match, problem]] of Object.entries(licences)) {
    it(`says which licence shows ${section}`, async () => {
      await fault({ kind: 'licence' }, match);
      await signIn('azure-cli');
      const live = await saved();
      equal(problemsOf(live), { [section]: problem }, 'problems');
      equal(essence(live), essence(demo), 'all the rest');
    });
  }

  const all = [
    'Directory.Read.All',
    'RoleManagement.Read.Directory',
    'Policy.Read.All',
    'AuditLog.Read.All',
    'AccessReview.Read.All',
    'IdentityRiskyServicePrincipal.Read.All',
  ];
  const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'IdentityRiskyServicePrincipal.Read.All': { risk: 'permission: IdentityRiskyServicePrincipal.Read.All' },
    'AccessReview.Read.All': { 'access-reviews': 'permission: AccessReview.Read.All' },
    'Policy.Read.All': {
      'app-management-policies': 'permission: Policy.Read.All',
      'conditional-access': 'permission: Policy.Read.All',
    },
  };
  for (const [permission, problems] of Object.entries(columns)) {
    it(`shows all but one column without ${permission}, and says so`, async () => {
      await control('PUT', '/consents', { scopes: all.filter((each) => each !== permission) });
      await signIn('azure-cli');
      const live = await saved();
      equal(problemsOf(live), problems, 'problems');
      equal(essence(live), essence(demo), 'all the rest');
    });
  }

  const refused: Readonly<Record<string, readonly [match: string, problem: string]>> = {
    'sign-ins': ['servicePrincipalSignInActivities', 'permission: AuditLog.Read.All'],
    'credential-sign-ins': ['appCredentialSignInActivities', 'permission: AuditLog.Read.All'],
    'directory-roles': ['roleManagement/directory', 'permission: Directory.Read.All'],
    'delegated-grants': ['oauth2PermissionGrants', 'permission: DelegatedPermissionGrant.Read.All'],
  };
  for (const [section, [match, problem]] of Object.entries(refused)) {
    it(`names the permission that ${section} needs, and shows the rest`, async () => {
      await fault({ kind: 'permission' }, match);
      await signIn('azure-cli');
      const live = await saved();
      equal(problemsOf(live), { [section]: problem }, 'problems');
      equal(essence(live), essence(demo), 'all the rest');
    });
  }

  it('says what is needed where nothing may be read', async () => {
    await control('PUT', '/consents', { scopes: ['User.Read'] });
    await signIn('azure-cli');
    const problems = problemsOf(await saved());
    equal(problems['applications'], 'permission: Application.Read.All', 'problem');
    equal(problems['service-principals'], 'permission: Application.Read.All', 'problem');
  });

  it('reads what was out of reach once it is consented to', async () => {
    await control('PUT', '/consents', { scopes: ['User.Read'] });
    await signIn('azure-cli');
    await control('PUT', '/consents', {});
    await signIn('azure-cli');
    const live = await saved();
    equal(problemsOf(live), {}, 'problems');
    equal(essence(live), essence(demo), 'inventory');
  });

  it('shows the command that answers a claims challenge, where the Azure CLI cannot', async () => {
    await fault({ kind: 'claims-challenge', claims: '{"access_token":{"acrs":{"value":"c1"}}}' }, '/applications');
    await signIn('azure-cli');
    equal(problemsOf(await saved())['applications'], 'sign-in', 'problem');
    ok((await tenantPage()).includes('az login --claims-challenge eyJ'), 'the page shows the command');
  });

  it('answers a claims challenge by itself, where it can', async () => {
    await fault({ kind: 'claims-challenge', claims: '{"access_token":{"acrs":{"value":"c1"}}}' }, '/applications');
    await signIn('device-code');
    const live = await saved();
    equal(problemsOf(live), {}, 'problems');
    equal(essence(live), essence(demo), 'inventory');
  });

  for (const tenant of ['signed-out.example', 'expired.example', 'no-az.example']) {
    it(`keeps what is open where az fails (${tenant})`, async () => {
      await signIn('azure-cli');
      await vscode.commands.executeCommand('keyless.switchTenant', tenant);
      equal((await saved()).tenant.id, demo.tenant.id, 'tenant');
    });
  }

  it('keeps what is open where a sign-in is refused', async () => {
    await signIn('azure-cli');
    await control('POST', '/sign-in-failures', {
      number: 65001,
      error: 'invalid_grant',
      message: 'The user or administrator has not consented to use the application.',
    });
    await vscode.commands.executeCommand('keyless.signIn', 'browser-that-is-none');
    equal((await saved()).tenant.id, demo.tenant.id, 'tenant');
  });
});
