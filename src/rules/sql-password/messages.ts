import type { RuleContext } from '../rule.ts';

const WHY =
  'A password of a database works for whoever holds it, from wherever the firewall lets through, until somebody changes it, and no conditional access looks at it.';

export const SQL_PASSWORD_MESSAGES = {
  command: `\`{command}\` signs in to a database with a password ({source}). ${WHY} {advice}`,
  connectionString: `This connection string signs in to a database of Azure with a password ({source}). ${WHY} {advice}`,
  connectionSecret:
    '{action} takes its whole connection string from {source}, which most likely holds a password: a string without one is no secret. Write the string into the workflow, with `Authentication=Active Directory Default` in the place of user and password, and log in with azure/login before.',
  input: `{action} signs in to a database with a password ({source}). ${WHY} {advice}`,
  sqlAuthentication:
    '`{command}` makes a server that lets people in with passwords: the one of its administrator for a start. Add `--enable-ad-only-auth` and an Entra administrator: `--external-admin-principal-type Group --external-admin-name <name> --external-admin-sid <object id>`.',
} as const;

export type SqlPasswordContext = RuleContext<keyof typeof SQL_PASSWORD_MESSAGES>;

export const DEFAULT_ADVICE =
  'Write `Authentication=Active Directory Default` in the place of user and password, and let the identity in with `CREATE USER [<name>] FROM EXTERNAL PROVIDER`.';
export const APP_ADVICE =
  'Write `Authentication=Active Directory Managed Identity` in the place of user and password, and let the identity of the app in with `CREATE USER [<name>] FROM EXTERNAL PROVIDER`.';
export const TOKEN_ADVICE =
  'Sign in with a token in the place of the password: `az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv`.';
