import { defineRule } from './rule.ts';
import { checkCommands } from './sql-password/commands.ts';
import { checkInputs } from './sql-password/inputs.ts';
import { SQL_PASSWORD_MESSAGES } from './sql-password/messages.ts';
import { checkResource } from './sql-password/resources.ts';
import { checkScriptText, checkVariable } from './sql-password/texts.ts';

/**
 * A password that signs in to Azure SQL, or to MySQL or PostgreSQL of Azure. Where: the tables in
 * catalogue/sql-credentials.ts, and connection strings around a password anywhere. Containers for tests and servers of
 * one's own are none of our business, so the server must be one of Azure, or at least one that the file does not name.
 */
export const sqlPassword = defineRule({
  id: 'sql-password',
  title: 'Password of a database in Azure',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: SQL_PASSWORD_MESSAGES,
  checks: {
    resource: checkResource,
    step: checkInputs,
    script(script, context) {
      checkCommands(script, context);
      checkScriptText(script, context);
    },
    variable: checkVariable,
  },
});
