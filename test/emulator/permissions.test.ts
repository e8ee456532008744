import { describe, expect, it } from 'vitest';
import { DemoEmulator, identityCalled, type Sent } from './demo-emulator.ts';
import { startEmulator } from './start.ts';
import { LICENCES } from './tenant/tenant.ts';

const service = new DemoEmulator();
const API = identityCalled('Payments API');

describe('permissions', () => {
  it('are those of the token', async () => {
    service.get.consent(['Application.Read.All']);
    const reader = service.get.token(['https://graph.microsoft.com/.default']);
    const as = (path: string, sent: Sent = {}) =>
      service.graph(path, { ...sent, headers: { Authorization: `Bearer ${reader}` } });
    expect((await as('/applications')).status).toBe(200);
    expect((await as('/auditLogs/signIns')).body.error.code).toBe('Authorization_RequestDenied');
    expect((await as('/identity/conditionalAccess/policies')).body.error.code).toBe('AccessDenied');
    expect((await as(`/applications/${API.applicationId}/addPassword`, { method: 'POST', body: {} })).status).toBe(403);
  });

  it('open the sign-in reports to whoever may read audit logs, or the whole directory', async () => {
    const answers = async (permission: string) => {
      service.get.consent(['Application.Read.All', permission]);
      const headers = { Authorization: `Bearer ${service.get.token(['https://graph.microsoft.com/.default'])}` };
      const reports = ['servicePrincipalSignInActivities', 'appCredentialSignInActivities'];
      return Promise.all(
        reports.map(async (report) => (await service.graph(`/reports/${report}`, { version: 'beta', headers })).status),
      );
    };
    expect(await answers('Policy.Read.All')).toEqual([403, 403]);
    expect(await answers('AuditLog.Read.All')).toEqual([200, 200]);
    // The higher privileged permission of the pages "List servicePrincipalSignInActivities" and its sister.
    expect(await answers('Directory.Read.All')).toEqual([200, 200]);
  });

  it('are nothing without a token for Graph', async () => {
    for (const authorization of [
      '',
      'Bearer nonsense',
      `Bearer ${service.get.token(['https://management.azure.com/.default'])}`,
    ]) {
      const { status, body, headers } = await service.graph('/applications', {
        headers: { Authorization: authorization },
      });
      expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
      expect(headers.get('WWW-Authenticate')).toContain('Bearer');
    }
  });

  it('are not enough without the licence', async () => {
    service.get.tenant.servicePlans.clear();
    const codes = [];
    for (const path of [
      '/auditLogs/signIns',
      '/roleManagement/directory/roleEligibilityScheduleInstances',
      '/identityProtection/riskyServicePrincipals',
    ]) {
      codes.push((await service.graph(path)).body.error.code);
    }
    for (const plan of Object.values(LICENCES)) service.get.tenant.servicePlans.add(plan);
    expect(codes).toEqual([
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      'AadPremiumLicenseRequired',
      'Forbidden',
    ]);
  });
});

describe('limits', () => {
  it('allow 150 requests for keys in a minute, one a second to Identity Protection, five in ten seconds to reports', async () => {
    let now = Date.now();
    const own = await startEmulator({ tenant: { applications: 5 }, now: () => now });
    const headers = { Authorization: `Bearer ${own.token(['https://graph.microsoft.com/.default'])}` };
    const get = (path: string) => fetch(`${own.url}${path}`, { headers });
    const until429 = async (path: string) => {
      for (let count = 0; ; count += 1) {
        const answer = await get(path);
        await answer.text();
        if (answer.status === 429) return [count, answer.headers.has('Retry-After')];
      }
    };
    expect(await until429('/v1.0/applications?$select=id,keyCredentials')).toEqual([150, true]);
    expect(await until429('/v1.0/identityProtection/riskyServicePrincipals')).toEqual([1, false]);
    expect(await until429('/beta/reports/servicePrincipalSignInActivities')).toEqual([5, true]);
    now += 60_000;
    expect((await get('/v1.0/applications?$select=id,keyCredentials')).status).toBe(200);
    await own.stop();
  });

  it('count resource units as Graph says', async () => {
    const units = async (path: string) => (await service.graph(path)).headers.get('x-ms-resource-unit');
    expect(await units('/applications')).toBe('2');
    expect(await units('/applications?$select=id')).toBe('1');
    expect(await units('/applications?$expand=owners')).toBe('3');
    expect(await units('/servicePrincipals?$top=5&$select=id')).toBe('1');
    expect(await units('/subscribedSkus')).toBe('3');
  });
});
