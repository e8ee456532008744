import type { Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import type { Fix } from '../../finding.ts';
import { identityFix } from './identity-fix.ts';
import type { Principal } from './principal.ts';
import { replaceSetting } from './settings.ts';
import { withoutPassword } from './sql-connection.ts';

/**
 * Lets an app sign in to Azure SQL with its identity: the connection string without user and password. What lets the
 * identity in is a statement in the database, which the follow-ups give.
 * @param property what has the connection string as its value
 */
export function sqlConnectionFix(workspace: Workspace, host: Resource, property: Property): Fix | undefined {
  const { document, language } = host;
  if (language === 'arm-json' || property.value.uri !== document.uri) return undefined;
  const written = document.source.slice(property.value.range);
  if (withoutPassword(written, '') === undefined) return undefined;
  let principal: Principal | undefined;
  const fix = identityFix(workspace, {
    title: `Sign in to the database with the identity of ${host.symbol}`,
    host,
    grants: [],
    replace: (draft, identity) => {
      principal = identity;
      const keyless = withoutPassword(written, signIn(identity));
      const place = { document, language, range: property.range };
      return (
        keyless !== undefined && replaceSetting(draft, place, [{ name: nameOf(property), value: { raw: keyless } }])
      );
    },
    followUps: [],
  });
  return fix && { ...fix, followUps: [...fix.followUps, ...letIn(host, principal)] };
}

/** The client of .NET (Microsoft.Data.SqlClient 2.1 and later) takes the identity it is told, else that of the system. */
function signIn(principal: Principal | undefined): string {
  const mode = 'Authentication=Active Directory Managed Identity';
  return principal?.isUserAssigned && principal.clientId !== undefined
    ? `${mode};User ID=\${${principal.clientId}}`
    : mode;
}

function letIn(host: Resource, principal: Principal | undefined): readonly string[] {
  const owner = principal?.owner ?? host;
  const [pattern, another] = owner.find('name')[0]?.value.patterns ?? [];
  const name = (pattern && !another ? exactText(pattern) : undefined) ?? `<name of ${owner.symbol}>`;
  const statements = [
    `CREATE USER [${name}] FROM EXTERNAL PROVIDER;`,
    `ALTER ROLE db_datareader ADD MEMBER [${name}];`,
    `ALTER ROLE db_datawriter ADD MEMBER [${name}];`,
  ];
  return [
    `Let the identity into the database before you deploy, as an Entra administrator of the server, with the roles it needs.\n\n\`\`\`sql\n${statements.join('\n')}\n\`\`\``,
    'Check that the client knows `Active Directory Managed Identity` (Microsoft.Data.SqlClient 2.1 or later; JDBC: `authentication=ActiveDirectoryManagedIdentity`).',
    'Then change the password of the SQL user, or drop the user, and remove the parameter or variable it is passed in by if nothing else reads it.',
  ];
}

/** As it is written, without quotes. */
function nameOf({ name }: Property): string {
  return name.replace(/^(["'])(.*)\1$/, '$2');
}
