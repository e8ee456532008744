import type { GraphVersion } from '../graph/client.ts';
import type { Fact, FactSection } from '../store/facts.ts';
import {
  applicationFact,
  credentialSignInFact,
  delegatedGrantFact,
  servicePrincipalFact,
  signInFact,
} from './graph-facts.ts';
import type { Raw } from './raw.ts';

/** A collection of Graph that is one section, read page by page. */
export interface GraphCollection<Section extends FactSection = FactSection> {
  readonly section: Section;
  readonly what: string;
  readonly path: string;
  readonly version: GraphVersion;
  readonly fact: (item: Raw) => Fact<Section> | undefined;
  /** Where changes are read, with the same properties; absent where Graph keeps no record of them. */
  readonly delta?: string;
}

/** The largest page of the directory. Source: "List applications", `$top`. */
const TOP = 999;

const APPLICATION_PROPERTIES =
  'id,appId,displayName,createdDateTime,signInAudience,tags,servicePrincipalLockConfiguration,passwordCredentials,keyCredentials';
const SERVICE_PRINCIPAL_PROPERTIES =
  'id,appId,displayName,createdDateTime,servicePrincipalType,accountEnabled,signInAudience,appOwnerOrganizationId,alternativeNames,tags,passwordCredentials,keyCredentials';

export const APPLICATIONS: GraphCollection<'applications'> = {
  section: 'applications',
  what: 'the applications',
  path: `/applications?$top=${TOP}&$select=${APPLICATION_PROPERTIES}`,
  version: 'v1.0',
  fact: applicationFact,
  delta: `/applications/delta?$select=${APPLICATION_PROPERTIES}`,
};

export const SERVICE_PRINCIPALS: GraphCollection<'service-principals'> = {
  section: 'service-principals',
  what: 'the service principals',
  path: `/servicePrincipals?$top=${TOP}&$select=${SERVICE_PRINCIPAL_PROPERTIES}`,
  version: 'v1.0',
  fact: servicePrincipalFact,
  delta: `/servicePrincipals/delta?$select=${SERVICE_PRINCIPAL_PROPERTIES}`,
};

export const DELEGATED_GRANTS: GraphCollection<'delegated-grants'> = {
  section: 'delegated-grants',
  what: 'the delegated permission grants',
  path: `/oauth2PermissionGrants?$top=${TOP}`,
  version: 'v1.0',
  fact: delegatedGrantFact,
  delta: '/oauth2PermissionGrants/delta',
};

/** Beta, and in the global cloud only. */
export const SIGN_INS: GraphCollection<'sign-ins'> = {
  section: 'sign-ins',
  what: 'the sign-in activity of service principals',
  path: `/reports/servicePrincipalSignInActivities?$top=${TOP}`,
  version: 'beta',
  fact: signInFact,
};

/** Beta, and in the global cloud only. */
export const CREDENTIAL_SIGN_INS: GraphCollection<'credential-sign-ins'> = {
  section: 'credential-sign-ins',
  what: 'the sign-in activity of credentials',
  path: `/reports/appCredentialSignInActivities?$top=${TOP}`,
  version: 'beta',
  fact: credentialSignInFact,
};

/** Those with a record of changes. */
export const TRACKED_COLLECTIONS = [APPLICATIONS, SERVICE_PRINCIPALS, DELEGATED_GRANTS] as const;
