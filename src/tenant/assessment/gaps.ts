import type { Identity } from '../model/identity.ts';
import { isComplete, type SectionName, type SectionProblem, type Sections } from '../model/section.ts';

/** Why nothing can be said of an object. */
export interface Gap {
  readonly outcome: 'not-permitted' | 'not-licensed' | 'unknown';
  readonly section: SectionName;
  /** Permissions and roles, or products, any one of which would show it. */
  readonly needs: readonly string[];
  /** A whole sentence. */
  readonly text: string;
}

/** What is missing of the parts; undefined where all were read. */
export function gapOf(parts: readonly SectionName[], sections: Sections): Gap | undefined {
  for (const section of parts) {
    const found = sections[section];
    if (!isComplete(found)) return gap(section, found?.problem);
  }
  return undefined;
}

/** What is missing for one identity although it is there for others. */
export function gapOfIdentity(parts: readonly SectionName[], { problems }: Identity): Gap | undefined {
  if (!problems) return undefined;
  for (const section of parts) {
    const problem = problems[section];
    if (problem) return gap(section, problem);
  }
  return undefined;
}

function gap(section: SectionName, problem: SectionProblem | undefined): Gap {
  const kind = problem?.kind;
  const needs = problem?.needs ?? [];
  const what = `Keyless could not read ${SECTION_TEXTS[section]}`;
  const anyOf = needs.join(' or ');
  if (kind === 'permission' || kind === 'role') {
    return { outcome: 'not-permitted', section, needs, text: `${what}: that takes ${anyOf || 'a permission'}.` };
  }
  if (kind === 'licence') {
    return { outcome: 'not-licensed', section, needs, text: `${what}: that takes a licence for ${anyOf}.` };
  }
  return { outcome: 'unknown', section, needs, text: `${what}${REASONS[kind ?? 'failed']}.` };
}

const REASONS = {
  cloud: ': the national cloud does not offer it',
  'sign-in': ': nobody is signed in to that service',
  incomplete: ' to the end',
  failed: '',
} as const;

const SECTION_TEXTS: Readonly<Record<SectionName, string>> = {
  applications: 'the applications',
  'service-principals': 'the service principals',
  'federated-credentials': 'the federated credentials',
  owners: 'the owners',
  'directory-roles': 'the directory roles',
  'application-permissions': 'the application permissions',
  'delegated-grants': 'the delegated permissions',
  'sign-ins': 'the sign-in activity',
  'credential-sign-ins': 'the sign-in activity of credentials',
  risk: 'the risks of workload identities',
  'app-management-policies': 'the app management policies',
  'conditional-access': 'the Conditional Access policies',
  'managed-identities': 'the managed identities in Azure',
  hosts: 'what runs as managed identities',
  'azure-roles': 'the Azure role assignments',
  'diagnostic-settings': 'the diagnostic settings of Microsoft Entra ID',
  sponsors: 'the sponsors of agents',
  'access-reviews': 'the access reviews',
};
