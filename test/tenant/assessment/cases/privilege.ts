import { guid, identity } from '../../identities.ts';
import {
  ADMINISTRATOR,
  application,
  type CheckCases,
  day,
  foreign,
  HARMLESS,
  MIRA,
  managed,
  microsoft,
  OWNER_OF_SUBSCRIPTION,
  of,
  PLAIN,
  READER,
  READERS,
  SUBSCRIPTION,
  TAKEOVER,
} from './parts.ts';

export const PRIVILEGE: Readonly<Record<string, CheckCases>> = {
  'directory-role': {
    fail: of(
      application({ directoryRoles: [ADMINISTRATOR] }),
      managed({ directoryRoles: [{ ...ADMINISTRATOR, assignment: 'eligible' }] }),
    ),
    pass: of(application({ directoryRoles: [READERS] })),
    notApplicable: of(PLAIN, microsoft({ directoryRoles: [ADMINISTRATOR] })),
  },
  'api-permission': {
    fail: of(
      application({ applicationPermissions: [TAKEOVER] }),
      application({
        applicationPermissions: [{ resourceId: guid(60), appRoleId: guid(62), value: 'full_access_as_app' }],
      }),
    ),
    pass: of(application({ applicationPermissions: [HARMLESS] })),
    notApplicable: of(PLAIN),
  },
  'delegated-permission': {
    fail: of(
      application({ delegatedGrants: [{ resourceId: guid(60), scopes: ['openid', 'Directory.ReadWrite.All'] }] }),
    ),
    pass: of(application({ delegatedGrants: [{ resourceId: guid(60), scopes: ['User.Read'] }] })),
    notApplicable: of(
      PLAIN,
      application({
        delegatedGrants: [{ resourceId: guid(60), userId: guid(84), scopes: ['Directory.ReadWrite.All'] }],
      }),
    ),
  },
  'azure-role': {
    fail: of(
      application({ azureRoles: [OWNER_OF_SUBSCRIPTION] }),
      managed({ azureRoles: [{ ...OWNER_OF_SUBSCRIPTION, scope: '/' }] }),
    ),
    pass: of(
      application({ azureRoles: [READER] }),
      application({
        azureRoles: [{ ...OWNER_OF_SUBSCRIPTION, scope: `${SUBSCRIPTION}/resourceGroups/rg/providers/a/b/c` }],
      }),
    ),
    notApplicable: of(PLAIN),
  },
  'privileged-managed-identity': {
    fail: of(managed({ applicationPermissions: [TAKEOVER] })),
    pass: of(managed({ azureRoles: [OWNER_OF_SUBSCRIPTION] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'third-party-privilege': {
    fail: of(foreign({ applicationPermissions: [TAKEOVER] })),
    pass: of(foreign({ applicationPermissions: [HARMLESS] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'privileged-owner': {
    fail: of(application({ owners: [MIRA], applicationPermissions: [TAKEOVER] })),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'unused-privilege': {
    fail: of(application({ directoryRoles: [ADMINISTRATOR] })),
    pass: of(PLAIN, application({ directoryRoles: [ADMINISTRATOR], signIns: { application: day(-2) } })),
    notApplicable: of(managed({ directoryRoles: [ADMINISTRATOR] })),
    unknown: of(identity({ applicationId: guid(2), directoryRoles: [ADMINISTRATOR] })),
  },
  'multi-tenant': {
    fail: of(application({ audience: 'AzureADMultipleOrgs' })),
    pass: of(PLAIN),
    notApplicable: of(foreign({ audience: 'AzureADMultipleOrgs' })),
    unknown: of(identity({ applicationId: guid(2) })),
  },
  'instance-lock': {
    fail: of(
      application({ audience: 'AzureADMultipleOrgs', instanceLock: 'none' }),
      application({ audience: 'AzureADandPersonalMicrosoftAccount', instanceLock: 'some' }),
    ),
    pass: of(application({ audience: 'AzureADMultipleOrgs', instanceLock: 'all' })),
    notApplicable: of(
      application({ instanceLock: 'none' }),
      application({ audience: 'AzureADMultipleOrgs', instanceLock: 'none', agent: 'blueprint' }),
      foreign({ audience: 'AzureADMultipleOrgs' }),
    ),
    unknown: of(application({ audience: 'AzureADMultipleOrgs' })),
  },
};
