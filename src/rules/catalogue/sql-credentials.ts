import type { CommandRow, OptionRow } from '../support/commands.ts';
import type { InputRow } from '../support/input-table.ts';

/**
 * Where pipelines sign in to databases of Azure with a password, as data: a new command or input is a new row.
 * Facts: action.yml and README of each action, task.json of each task, Azure CLI reference (2026-08-21), the references
 * of go-sqlcmd, SqlPackage and Invoke-Sqlcmd, connection string keywords of Microsoft.Data.SqlClient.
 */

/** Hosts of Azure SQL, Synapse, Fabric, and the MySQL and PostgreSQL servers, in every cloud. */
export const DATABASE_HOST =
  /\.(?:database\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn|azure\.com|cloudapi\.de)|sql\.azuresynapse\.net|fabric\.microsoft\.com)\b/i;

/** Of these, the ones that speak the protocol of SQL Server. */
export const SQL_SERVER_HOST =
  /\.(?:database\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn|cloudapi\.de)|sql\.azuresynapse\.net|fabric\.microsoft\.com)\b/i;

export type SqlCommandRow = CommandRow & {
  readonly is: 'sqlcmd' | 'bcp' | 'sqlpackage' | 'invoke-sqlcmd' | 'mysql' | 'postgres' | 'az' | 'server';
  /** The option that names the server; commands of `az` work on Azure alone. */
  readonly server?: OptionRow;
  readonly user?: OptionRow;
};

const AZ_PASSWORD: OptionRow = { names: ['--admin-password', '-p'] };
const MYSQL_HOST: OptionRow = { names: ['--host', '-h'] };

export const SQL_COMMANDS: readonly SqlCommandRow[] = [
  {
    command: 'sqlcmd',
    withAny: [{ names: ['-P', '--password'] }],
    server: { names: ['-S', '--server'] },
    user: { names: ['-U', '--user-name'] },
    is: 'sqlcmd',
  },
  { command: 'bcp', withAny: [{ names: ['-P'] }], server: { names: ['-S'] }, user: { names: ['-U'] }, is: 'bcp' },
  {
    command: 'sqlpackage',
    withAny: [{ names: ['/TargetPassword', '/tp'] }],
    server: { names: ['/TargetServerName', '/tsn'] },
    user: { names: ['/TargetUser', '/tu'] },
    is: 'sqlpackage',
  },
  {
    command: 'sqlpackage',
    withAny: [{ names: ['/SourcePassword', '/sp'] }],
    server: { names: ['/SourceServerName', '/ssn'] },
    user: { names: ['/SourceUser', '/su'] },
    is: 'sqlpackage',
  },
  {
    command: 'Invoke-Sqlcmd',
    withAny: [{ names: ['-Password', '-Credential'] }],
    server: { names: ['-ServerInstance'] },
    user: { names: ['-Username'] },
    is: 'invoke-sqlcmd',
  },
  {
    command: 'mysql|mysqldump|mysqlimport|mysqlsh',
    withAny: [{ names: ['--password', '-p'], value: /./ }],
    server: MYSQL_HOST,
    is: 'mysql',
  },
  { command: 'psql|pg_dump|pg_restore|pg_dumpall', is: 'postgres' },
  { command: 'az sql db import|export', withAny: [AZ_PASSWORD], is: 'az' },
  { command: 'az mysql|postgres flexible-server connect|execute', withAny: [AZ_PASSWORD], is: 'az' },
  {
    command: 'az sql server create',
    without: [{ names: ['--enable-ad-only-auth'] }],
    is: 'server',
  },
];

export type SqlInputRow = InputRow & {
  readonly way: 'connection-string' | 'dacpac-task' | 'access-token';
  /** The inputs that go together with the password. */
  readonly user?: readonly string[];
};

export const SQL_INPUTS: readonly SqlInputRow[] = [
  { actions: ['azure/sql-action'], inputs: ['connection-string'], way: 'connection-string' },
  { actions: ['azure/mysql', 'azure/mysql-action'], inputs: ['password'], way: 'access-token' },
  {
    actions: ['azure/mysql', 'azure/mysql-action', 'azure/postgresql', 'azure/postgresql-action'],
    inputs: ['connection-string'],
    way: 'access-token',
  },
  { actions: ['azuremysqldeployment'], inputs: ['SqlPassword'], way: 'access-token' },
  { actions: ['sqlazuredacpacdeployment'], inputs: ['ConnectionString'], way: 'connection-string' },
  {
    actions: ['sqlazuredacpacdeployment'],
    inputs: ['SqlPassword', 'aadSqlPassword'],
    user: ['SqlUsername', 'aadSqlUsername'],
    way: 'dacpac-task',
  },
];
