import { guid } from '../../identities.ts';
import {
  ADMINISTRATOR,
  access,
  application,
  type CheckCases,
  certificate,
  day,
  defaults,
  foreign,
  HARMLESS,
  logs,
  managed,
  microsoft,
  NO_POLICIES,
  OWNER_OF_SUBSCRIPTION,
  of,
  PLAIN,
  READERS,
  restriction,
  review,
  SECRETIVE,
  secret,
  TAKEOVER,
  under,
} from './parts.ts';

export const GOVERNANCE: Readonly<Record<string, CheckCases>> = {
  'risky-identity': {
    fail: of(
      application({
        keyCredentials: [secret()],
        risk: {
          level: 'high',
          state: 'at-risk',
          detections: [{ id: '1', type: 'leakedCredentials', keyIds: [guid(50)] }],
        },
      }),
      application({ risk: { level: 'hidden', state: 'confirmed-compromised', detections: [] } }),
    ),
    pass: of(PLAIN, application({ risk: { level: 'high', state: 'dismissed', detections: [] } })),
    notApplicable: of(managed({})),
  },
  'conditional-access-coverage': {
    fail: [
      { identity: SECRETIVE },
      { identity: SECRETIVE, policies: access({ state: 'report-only' }) },
      { identity: SECRETIVE, policies: access({ state: 'disabled' }) },
      { identity: SECRETIVE, policies: access({ blocks: false }) },
      { identity: SECRETIVE, policies: access({ exclude: [guid(3).toUpperCase()] }) },
      { identity: SECRETIVE, policies: access({ include: [guid(4)] }) },
    ],
    pass: [
      { identity: SECRETIVE, policies: access({}) },
      { identity: SECRETIVE, policies: access({ include: [guid(3).toUpperCase()] }) },
    ],
    notApplicable: [
      { identity: PLAIN },
      { identity: application({ keyCredentials: [secret()], audience: 'AzureADMultipleOrgs' }) },
      { identity: managed({}) },
      { identity: foreign({ keyCredentials: [secret()] }) },
    ],
    unknown: [
      { identity: SECRETIVE, policies: access({ include: [], filter: 'CustomSecurityAttribute.a.b -eq "c"' }) },
    ],
  },
  'conditional-access-risk': {
    fail: under(
      NO_POLICIES,
      access({}),
      access({ riskLevels: ['high'], state: 'report-only' }),
      access({ riskLevels: ['high'], include: [guid(3)] }),
    ),
    pass: under(access({ riskLevels: ['high', 'medium'] })),
  },
  'conditional-access-reach': {
    fail: of(
      managed({ applicationPermissions: [TAKEOVER] }),
      foreign({ azureRoles: [OWNER_OF_SUBSCRIPTION] }),
      application({
        audience: 'AzureADMultipleOrgs',
        keyCredentials: [certificate()],
        directoryRoles: [ADMINISTRATOR],
      }),
    ),
    pass: of(
      application({ keyCredentials: [certificate()], directoryRoles: [ADMINISTRATOR] }),
      managed({ applicationPermissions: [HARMLESS] }),
    ),
    notApplicable: of(
      application({ directoryRoles: [ADMINISTRATOR] }),
      foreign({ isEnabled: false, directoryRoles: [ADMINISTRATOR] }),
      microsoft({ applicationPermissions: [TAKEOVER] }),
    ),
  },
  'unreviewed-role': {
    fail: [
      { identity: application({ directoryRoles: [ADMINISTRATOR] }) },
      { identity: managed({ directoryRoles: [ADMINISTRATOR] }), policies: review({ roles: [READERS.roleId] }) },
      {
        identity: application({ directoryRoles: [ADMINISTRATOR] }),
        policies: review({ status: 'Completed', principals: [guid(4)] }),
      },
      {
        identity: application({ directoryRoles: [ADMINISTRATOR] }),
        policies: review({ status: 'Completed', isRecurring: false, lastStarted: day(-366) }),
      },
    ],
    pass: [
      { identity: application({ directoryRoles: [ADMINISTRATOR] }), policies: review({}) },
      {
        identity: application({ directoryRoles: [ADMINISTRATOR] }),
        policies: review({ roles: ['All'], principals: [] }),
      },
      {
        identity: application({ directoryRoles: [ADMINISTRATOR] }),
        policies: review({ status: 'Completed', isRecurring: false, lastStarted: day(-364) }),
      },
    ],
    notApplicable: of(
      PLAIN,
      application({ directoryRoles: [READERS] }),
      microsoft({ directoryRoles: [ADMINISTRATOR] }),
    ),
  },
  'policy-symmetric-key': {
    fail: under(NO_POLICIES, defaults(restriction('passwordAddition'))),
    pass: under(defaults(restriction('symmetricKeyAddition'))),
  },
  'policy-secret-addition': {
    fail: under(
      NO_POLICIES,
      defaults(),
      defaults(restriction('passwordAddition', { isEnabled: false })),
      defaults(restriction('passwordAddition', { createdAfter: day(-9) })),
      {
        ...NO_POLICIES,
        defaultAppManagement: {
          isEnabled: true,
          applications: [restriction('passwordAddition')],
          servicePrincipals: [],
        },
      },
    ),
    pass: under(defaults(restriction('passwordAddition'))),
  },
  'policy-secret-lifetime': {
    fail: under(
      defaults(restriction('passwordLifetime', { maxLifetime: 'P182D' })),
      defaults(restriction('passwordLifetime')),
      defaults(restriction('passwordAddition')),
    ),
    pass: under(
      defaults(restriction('passwordLifetime', { maxLifetime: 'P181D' })),
      defaults(restriction('passwordLifetime', { maxLifetime: 'P30D' })),
    ),
  },
  'policy-custom-secret': { fail: under(NO_POLICIES), pass: under(defaults(restriction('customPasswordAddition'))) },
  'policy-certificate-lifetime': {
    fail: under(defaults(restriction('asymmetricKeyLifetime', { maxLifetime: 'P365D' }))),
    pass: under(defaults(restriction('asymmetricKeyLifetime', { maxLifetime: 'P180D' }))),
  },
  'policy-exemption': {
    fail: [
      {
        identity: PLAIN,
        policies: {
          ...defaults(restriction('passwordAddition')),
          appManagement: [
            {
              id: guid(92),
              displayName: 'exempt',
              isEnabled: true,
              restrictions: [restriction('passwordAddition', { isEnabled: false })],
              appliesTo: [guid(2)],
            },
          ],
        },
      },
    ],
    pass: [{ identity: PLAIN, policies: defaults(restriction('passwordAddition')) }],
    notApplicable: of(PLAIN),
  },
  'policy-grandfathered': {
    fail: [{ identity: SECRETIVE, policies: defaults(restriction('passwordAddition', { createdAfter: day(-1) })) }],
    pass: [{ identity: SECRETIVE, policies: defaults(restriction('passwordAddition', { createdAfter: day(-900) })) }],
    notApplicable: of(SECRETIVE),
  },
  'outgrown-credential': {
    fail: [{ identity: SECRETIVE, policies: defaults(restriction('passwordLifetime', { maxLifetime: 'P160D' })) }],
    pass: [{ identity: SECRETIVE, policies: defaults(restriction('passwordLifetime', { maxLifetime: 'P161D' })) }],
    notApplicable: of(PLAIN),
  },
  'workload-logs': {
    fail: under(NO_POLICIES, logs('AuditLogs'), {
      ...NO_POLICIES,
      diagnosticSettings: [{ name: 'nowhere', categories: ['allLogs'], destinations: [] }],
    }),
    pass: under(
      logs('allLogs'),
      logs(
        'AuditLogs',
        'ServicePrincipalSignInLogs',
        'ManagedIdentitySignInLogs',
        'RiskyServicePrincipals',
        'ServicePrincipalRiskEvents',
      ),
    ),
  },
};
