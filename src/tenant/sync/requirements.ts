import type { SectionName, SectionProblem } from '../model/section.ts';
import { ServiceFailure } from '../request/failure.ts';

/** Microsoft Graph permissions, any one of which shows a section; Azure roles for those that Azure answers. */
const NEEDS: Readonly<Record<SectionName, readonly string[]>> = {
  applications: ['Application.Read.All', 'Directory.Read.All'],
  'service-principals': ['Application.Read.All', 'Directory.Read.All'],
  'federated-credentials': ['Application.Read.All', 'Directory.Read.All'],
  owners: ['Application.Read.All', 'Directory.Read.All'],
  'directory-roles': ['RoleManagement.Read.Directory', 'Directory.Read.All'],
  'application-permissions': ['Application.Read.All', 'Directory.Read.All'],
  'delegated-grants': ['Directory.Read.All', 'DelegatedPermissionGrant.Read.All'],
  'sign-ins': ['AuditLog.Read.All'],
  'credential-sign-ins': ['AuditLog.Read.All'],
  risk: ['IdentityRiskyServicePrincipal.Read.All'],
  'app-management-policies': ['Policy.Read.ApplicationConfiguration', 'Policy.Read.All'],
  'conditional-access': ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
  'managed-identities': ['Reader'],
  hosts: ['Reader'],
  'azure-roles': ['Reader'],
  'diagnostic-settings': ['Reader on /providers/microsoft.aadiam'],
};

const AZURE_SECTIONS: ReadonlySet<SectionName> = new Set([
  'managed-identities',
  'hosts',
  'azure-roles',
  'diagnostic-settings',
]);

const LICENCES: { readonly [Name in SectionName]?: string } = {
  risk: 'Microsoft Entra Workload ID Premium',
  'conditional-access': 'Microsoft Entra Workload ID Premium',
  'app-management-policies': 'Microsoft Entra Workload ID Premium',
  'sign-ins': 'Microsoft Entra ID P1',
  'credential-sign-ins': 'Microsoft Entra ID P1',
  'directory-roles': 'Microsoft Entra ID P2',
};

/** Why a section could not be read, in the words of a problem: what would show it, or what to try. */
export function problemOf(section: SectionName, error: unknown): SectionProblem {
  if (!(error instanceof ServiceFailure)) {
    return { kind: 'failed', needs: [], message: 'Keyless failed to read the answer.' };
  }
  const code = error.code === '' ? {} : { code: error.code };
  switch (error.kind) {
    case 'not-permitted':
      return { kind: AZURE_SECTIONS.has(section) ? 'role' : 'permission', needs: NEEDS[section], ...code };
    case 'not-licensed':
      return { kind: 'licence', needs: [LICENCES[section] ?? 'Microsoft Entra ID P1'], ...code };
    case 'sign-in':
      return { kind: 'sign-in', needs: [], ...code, message: error.detail };
    default:
      return { kind: 'failed', needs: [], ...code, message: error.message };
  }
}
