import type { RuleContext } from '../rule.ts';

export const MIXED_CREDENTIALS_MESSAGES = {
  credsBesideIds:
    'azure/login is given `creds` ({source}) beside ids. It uses the ids unless all of them are empty when the job runs, so the secret is kept for nothing and can still leak. Remove `creds` and keep the ids.',
  credsBesideSomeIds:
    'azure/login is given `creds` ({source}) beside {given}. As soon as one id is there it passes over `creds`, and without {missing} the login fails. Give all ids and remove `creds`.',
  credsBesideIdentity:
    'azure/login is given `creds` ({source}) beside `auth-type: IDENTITY`. It signs in with the managed identity of the runner, so the secret is kept for nothing and can still leak. Remove `creds`.',
  secretBesideSwitch:
    '{name} is set beside ARM_USE_OIDC. Terraform tries a {credential} before OIDC, so that is what signs in. Remove {name}.',
  secretBesideSession:
    '{name} is set in a job that logs in by OIDC. The default credential of the Azure SDK looks at the environment before the session of azure/login, so the {credential} is what signs in. Remove {name}.',
  secretBesideTokenFile:
    '{name} is set beside AZURE_FEDERATED_TOKEN_FILE. The default credential of the Azure SDK tries a {credential} before the federated token, so that is what signs in. Remove {name}.',
  secretBesideUseOidc:
    'The {kind} {type} has a {credential} ({source}) beside `use_oidc`. It is tried before OIDC, so that is what signs in. Remove `{property}`.',
} as const;

export type MixedCredentialsContext = RuleContext<keyof typeof MIXED_CREDENTIALS_MESSAGES>;
