import type { SectionName, SectionProblem } from '../model/section.ts';
import { ServiceFailure } from '../request/failure.ts';

/** What it takes to read a part of the inventory. */
export interface Requirement {
  /** Permissions of Microsoft Graph, any one of which shows it; roles for what Azure answers. */
  readonly anyOf: readonly string[];
  readonly service: 'graph' | 'azure';
  /** Products, any one of which the tenant has to have; empty where every tenant can read it. */
  readonly licences: readonly string[];
}

const WORKLOAD_PREMIUM = ['Microsoft Entra Workload ID Premium'];
/** Stated for sign-in logs; the two reports on activity state none, and are refused in the same words if at all. */
const PREMIUM = ['Microsoft Entra ID P1'];
const GOVERNANCE = ['Microsoft Entra ID P2', 'Microsoft Entra ID Governance'];

export const REQUIREMENTS: Readonly<Record<SectionName, Requirement>> = {
  applications: graph(['Application.Read.All', 'Directory.Read.All']),
  'service-principals': graph(['Application.Read.All', 'Directory.Read.All']),
  'federated-credentials': graph(['Application.Read.All', 'Directory.Read.All']),
  owners: graph(['Application.Read.All', 'Directory.Read.All']),
  // Only those that can be activated take a licence: without it there are none.
  'directory-roles': graph(['RoleManagement.Read.Directory', 'Directory.Read.All']),
  'application-permissions': graph(['Application.Read.All', 'Directory.Read.All']),
  'delegated-grants': graph(['Directory.Read.All', 'DelegatedPermissionGrant.Read.All']),
  'sign-ins': graph(['AuditLog.Read.All'], PREMIUM),
  'credential-sign-ins': graph(['AuditLog.Read.All'], PREMIUM),
  risk: graph(['IdentityRiskyServicePrincipal.Read.All'], WORKLOAD_PREMIUM),
  'app-management-policies': graph(['Policy.Read.ApplicationConfiguration', 'Policy.Read.All']),
  'conditional-access': graph(['Policy.Read.ConditionalAccess', 'Policy.Read.All'], WORKLOAD_PREMIUM),
  'managed-identities': azure(['Reader']),
  hosts: azure(['Reader']),
  'azure-roles': azure(['Reader']),
  'diagnostic-settings': azure(['Reader on /providers/microsoft.aadiam']),
  sponsors: graph(['Application.Read.All', 'AgentIdentity.Read.All']),
  'access-reviews': graph(['AccessReview.Read.All'], GOVERNANCE),
};

function graph(anyOf: readonly string[], licences: readonly string[] = []): Requirement {
  return { anyOf, service: 'graph', licences };
}

function azure(anyOf: readonly string[]): Requirement {
  return { anyOf, service: 'azure', licences: [] };
}

/** Why a section could not be read, in the words of a problem: what would show it, or what to try. */
export function problemOf(section: SectionName, error: unknown): SectionProblem {
  if (!(error instanceof ServiceFailure)) {
    return { kind: 'failed', needs: [], message: 'Keyless failed to read the answer.' };
  }
  const { anyOf, service, licences } = REQUIREMENTS[section];
  const code = error.code === '' ? {} : { code: error.code };
  switch (error.kind) {
    case 'not-permitted':
      return { kind: service === 'azure' ? 'role' : 'permission', needs: anyOf, ...code };
    case 'not-licensed':
      return { kind: 'licence', needs: licences.length > 0 ? licences : PREMIUM, ...code };
    case 'sign-in':
      return { kind: 'sign-in', needs: [], ...code, message: error.detail };
    default:
      return { kind: 'failed', needs: [], ...code, message: error.message };
  }
}
