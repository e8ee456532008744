import { guid, identity } from '../../identities.ts';
import {
  ASSIGNED,
  agent,
  application,
  type CheckCases,
  day,
  EXACT,
  foreign,
  GUEST,
  JONAS,
  MACHINE,
  MIRA,
  managed,
  microsoft,
  OWNER_OF_SUBSCRIPTION,
  of,
  orphaned,
  PLAIN,
  READER,
  SECRETIVE,
  secret,
} from './parts.ts';

export const LIFECYCLE: Readonly<Record<string, CheckCases>> = {
  'unused-identity': {
    fail: of(PLAIN, application({ signIns: { application: day(-91) } })),
    pass: of(
      application({ signIns: { delegated: day(-1) } }),
      application({ signIns: { application: day(-400), applicationResource: day(-3) } }),
    ),
    notApplicable: of(
      application({ created: day(-20) }),
      application({ isEnabled: false }),
      managed({ created: day(-800) }),
      microsoft({}),
    ),
    unknown: of(identity({ applicationId: guid(2) })),
  },
  ownerless: {
    fail: of(PLAIN),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(managed({}), foreign({}), application({ agent: 'blueprint' })),
  },
  'too-few-owners': {
    fail: of(application({ owners: [MIRA] })),
    pass: of(application({ owners: [MIRA, JONAS] })),
    notApplicable: of(PLAIN, managed({})),
  },
  'guest-owner': {
    fail: of(application({ owners: [MIRA, GUEST] })),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(PLAIN),
    unknown: of(application({ owners: [{ objectId: guid(83), kind: 'user' }] })),
  },
  'disabled-with-credential': {
    fail: of(application({ isEnabled: false, keyCredentials: [secret()] })),
    pass: of(application({ isEnabled: false, keyCredentials: [secret({ end: day(-1) })] })),
    notApplicable: of(SECRETIVE),
  },
  'orphaned-identity': {
    fail: of(
      managed({
        managedIdentity: {
          assignment: 'system-assigned',
          resourceId: MACHINE,
          hosts: [],
          isOrphaned: true,
        },
      }),
    ),
    pass: of(managed({})),
    notApplicable: of(PLAIN),
    unknown: of(managed({ managedIdentity: { assignment: 'system-assigned', hosts: [] } })),
  },
  'detached-identity': {
    fail: of(managed({}, [])),
    pass: of(managed({}), managed({ federatedCredentials: [EXACT] }, [])),
    notApplicable: of(
      PLAIN,
      managed({
        managedIdentity: {
          assignment: 'user-assigned',
          resourceId: ASSIGNED,
          hosts: [],
          isOrphaned: true,
        },
      }),
    ),
  },
  'orphaned-role': {
    fail: [orphaned(READER), orphaned(READER, OWNER_OF_SUBSCRIPTION)],
    pass: [orphaned()],
    unknown: [{}],
  },
  'sponsorless-agent': {
    fail: of(agent({}), application({ agent: 'blueprint' }), foreign({ agent: 'blueprint-principal' })),
    pass: of(agent({ sponsors: [MIRA] })),
    notApplicable: of(PLAIN, microsoft({ agent: 'blueprint-principal' })),
  },
};
