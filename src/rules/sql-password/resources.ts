import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import { withoutPassword } from '../support/companion/sql-connection.ts';
import { sqlConnectionFix } from '../support/companion/sql-connection-fix.ts';
import { APP_ADVICE, type SqlPasswordContext } from './messages.ts';

/** Where apps are given connection strings. */
const PLACES: readonly (readonly [types: RegExp, paths: readonly string[]])[] = [
  [
    /^microsoft\.web\/sites(?:\/slots)?$/i,
    ['properties.siteConfig.connectionStrings[].connectionString', 'properties.siteConfig.appSettings[].value'],
  ],
  [
    /^microsoft\.app\/(?:containerapps|jobs)$/i,
    ['properties.template.containers[].env[].value', 'properties.configuration.secrets[].value'],
  ],
  [
    /^azurerm_(?:(?:linux|windows)_)?(?:web_app|function_app|app_service)(?:_slot|_flex_consumption)?$/,
    ['connection_string.value', 'app_settings{}'],
  ],
  [/^azurerm_container_app(?:_job)?$/, ['template.container.env.value', 'secret.value']],
];

/** Servers of Azure SQL, by their address or by what the file calls them. */
const AZURE_SQL = /\.database\.windows\.net|suffixes\.sqlServerHostname/i;
const SERVER_TYPE =
  /^(?:microsoft\.sql\/(?:servers|managedinstances)|azurerm_(?:mssql_server|sql_server|mssql_managed_instance))$/i;

/** Connection strings with a password that is passed in; one that is written down is for `hardcoded-credential`. */
export function checkResource(resource: Resource, context: SqlPasswordContext): void {
  if (resource.mode !== 'resource') return;
  const [, paths = []] = PLACES.find(([types]) => types.test(resource.type)) ?? [];
  for (const property of paths.flatMap((path) => resource.find(path))) {
    if (property.value.uri !== context.document.uri || !hasPassword(resource, property)) continue;
    const fix = sqlConnectionFix(context.workspace, resource, property);
    context.report({
      messageId: 'connectionString',
      data: { source: passwordOf(resource, property), advice: APP_ADVICE },
      range: property.value.range,
      fixes: fix ? [fix] : [],
    });
  }
}

function hasPassword({ document }: Resource, { value }: Property): boolean {
  const written = document.source.slice(value.range);
  if (!/(?:Password|Pwd)\s*=\s*\$\{/i.test(written) || withoutPassword(written, '') === undefined) return false;
  return (
    AZURE_SQL.test(written) ||
    value.sources.some((source) => source.kind === 'attribute' && SERVER_TYPE.test(source.type))
  );
}

/** Where the password comes from, for the message. */
function passwordOf({ language }: Resource, { value }: Property): string {
  const parameter = value.sources.find(({ kind }) => kind === 'parameter');
  if (parameter?.kind !== 'parameter') return 'an expression';
  return `the ${language === 'terraform' ? 'variable' : 'parameter'} "${parameter.name}"`;
}
