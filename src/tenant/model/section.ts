/**
 * The parts an inventory is read in. Each is one or a few calls with a permission of its own, so each can be fresh, old
 * or out of reach while the others are not.
 */
export const SECTIONS = [
  'applications',
  'service-principals',
  'federated-credentials',
  'owners',
  'directory-roles',
  'application-permissions',
  'delegated-grants',
  'sign-ins',
  'credential-sign-ins',
  'risk',
  'app-management-policies',
  'conditional-access',
  'managed-identities',
  'hosts',
  'azure-roles',
  'diagnostic-settings',
  'sponsors',
  'access-reviews',
] as const;

export type SectionName = (typeof SECTIONS)[number];

/**
 * What is known of one part. Without `asOf` it was never read; with both, the data are those of `asOf` and `problem` is
 * why they are not newer or not complete.
 */
export interface Section {
  /** When the data were read, ISO 8601. */
  readonly asOf?: string;
  readonly problem?: SectionProblem;
}

export type Sections = { readonly [Name in SectionName]?: Section };

/** Why a part is missing, old or incomplete. No answer of a server is repeated here but its code and message. */
export interface SectionProblem {
  readonly kind: SectionProblemKind;
  /**
   * What would show the data, any one of them: permissions (`AuditLog.Read.All`) for `permission`, directory or Azure
   * roles for `role`, products for `licence`. Empty for the other kinds.
   */
  readonly needs: readonly string[];
  /** The error code of the service: `Authorization_RequestDenied`. */
  readonly code?: string;
  /** A sentence for people; never with a token or a secret in it. */
  readonly message?: string;
}

/**
 * `cloud`: the national cloud does not offer it. `failed`: anything that may work next time. `sign-in`: nobody is signed
 * in to that service. `incomplete`: cut short by the person or by a limit.
 */
export const SECTION_PROBLEM_KINDS = [
  'permission',
  'role',
  'licence',
  'cloud',
  'sign-in',
  'incomplete',
  'failed',
] as const;

export type SectionProblemKind = (typeof SECTION_PROBLEM_KINDS)[number];

/** Whether a part was read to its end, be it by an earlier reading: what is not in it is not there. */
export function isComplete(section: Section | undefined): boolean {
  return section?.asOf !== undefined && section.problem?.kind !== 'incomplete';
}

/** Whether an empty list means that there is none: the part was read and nothing is wrong with it. */
export function isRead(section: Section | undefined): boolean {
  return section?.asOf !== undefined;
}
