import { guid, identity } from '../../identities.ts';
import {
  ADMINISTRATOR,
  application,
  type CheckCases,
  certificate,
  day,
  EXACT,
  foreign,
  HARMLESS,
  managed,
  microsoft,
  OWNER_OF_SUBSCRIPTION,
  of,
  PLAIN,
  READER,
  SECRETIVE,
  secret,
  TAKEOVER,
} from './parts.ts';

export const CREDENTIALS: Readonly<Record<string, CheckCases>> = {
  'client-secret': {
    fail: of(SECRETIVE, application({ keyCredentials: [secret({ origin: 'service-principal' })] })),
    pass: of(application({ keyCredentials: [certificate()] }), application({ federatedCredentials: [EXACT] })),
    notApplicable: of(
      PLAIN,
      application({ keyCredentials: [secret({ end: day(-1) })] }),
      application({
        keyCredentials: [
          secret({ purpose: 'saml-signing' }),
          certificate({ purpose: 'saml-signing', keyId: guid(50) }),
        ],
      }),
      managed({}),
    ),
  },
  'privileged-secret': {
    fail: of(
      application({ keyCredentials: [secret()], applicationPermissions: [TAKEOVER] }),
      application({ keyCredentials: [secret()], directoryRoles: [ADMINISTRATOR] }),
      foreign({ keyCredentials: [secret({ origin: 'service-principal' })], azureRoles: [OWNER_OF_SUBSCRIPTION] }),
    ),
    pass: of(application({ keyCredentials: [secret()], applicationPermissions: [HARMLESS], azureRoles: [READER] })),
    notApplicable: of(
      application({ keyCredentials: [certificate()], applicationPermissions: [TAKEOVER] }),
      managed({}),
    ),
  },
  'secret-beside-stronger': {
    fail: of(
      application({ keyCredentials: [secret()], federatedCredentials: [EXACT] }),
      application({ keyCredentials: [secret(), certificate()] }),
    ),
    pass: of(SECRETIVE),
    notApplicable: of(application({ federatedCredentials: [EXACT] })),
  },
  'secret-lifetime': {
    fail: of(
      application({ keyCredentials: [secret({ start: day(-100), end: day(81) })] }),
      application({ keyCredentials: [{ kind: 'client-secret', origin: 'application' }] }),
    ),
    pass: of(application({ keyCredentials: [secret({ start: day(-100), end: day(80) })] })),
    notApplicable: of(PLAIN, application({ keyCredentials: [certificate({ end: day(900) })] })),
  },
  'certificate-lifetime': {
    fail: of(application({ keyCredentials: [certificate({ start: day(-1), end: day(365) })] })),
    pass: of(application({ keyCredentials: [certificate()] })),
    notApplicable: of(application({ keyCredentials: [secret({ end: day(900) })] })),
  },
  'expiring-credential': {
    fail: of(application({ keyCredentials: [secret({ end: day(29) })] })),
    pass: of(
      application({ keyCredentials: [secret({ end: day(31) })] }),
      application({ keyCredentials: [secret({ end: day(5) }), secret({ keyId: guid(52) })] }),
    ),
    notApplicable: of(application({ keyCredentials: [secret({ end: day(-2) })] })),
  },
  'expired-credential': {
    fail: of(application({ keyCredentials: [secret({ end: day(-2) })] })),
    pass: of(SECRETIVE),
    notApplicable: of(PLAIN, application({ keyCredentials: [certificate({ end: day(-2), purpose: 'saml-signing' })] })),
  },
  'unused-credential': {
    fail: of(
      application({ keyCredentials: [secret({ lastUsed: day(-40) })] }),
      application({ keyCredentials: [(({ lastUsed: _, ...rest }) => rest)(secret())] }),
    ),
    pass: of(SECRETIVE),
    notApplicable: of(
      application({ keyCredentials: [(({ lastUsed: _, ...rest }) => rest)(secret({ start: day(-3) }))] }),
    ),
  },
  'several-secrets': {
    fail: of(application({ keyCredentials: [secret(), secret({ keyId: guid(52) }), secret({ keyId: guid(53) })] })),
    pass: of(application({ keyCredentials: [secret(), secret({ keyId: guid(52) })] })),
    notApplicable: of(PLAIN),
  },
  'service-principal-credential': {
    fail: of(
      application({ keyCredentials: [secret({ origin: 'service-principal' })] }),
      foreign({ keyCredentials: [certificate({ origin: 'service-principal' })] }),
    ),
    pass: of(
      SECRETIVE,
      application({ keyCredentials: [certificate({ origin: 'service-principal', purpose: 'saml-signing' })] }),
    ),
    notApplicable: of(identity({ applicationId: guid(2) }), managed({}), microsoft({})),
  },
  'microsoft-principal-credential': {
    fail: of(microsoft({ keyCredentials: [secret({ origin: 'service-principal' })] })),
    pass: of(microsoft({})),
    notApplicable: of(SECRETIVE),
  },
};
