import { connectionsOf, taskMajor, taskOf } from './catalogue/azure-pipelines-tasks.ts';
import { defineRule } from './rule.ts';

/**
 * Azure Pipelines tasks that reach Azure and are deprecated in the major version a step asks for (task.json,
 * microsoft/azure-pipelines-tasks@299572e2, 2026-08-21). Those that cannot federate are unfederated-task's to report.
 */
export const retiredTask = defineRule({
  id: 'retired-task',
  title: 'Deprecated task that signs in to Azure',
  severity: 'hint',
  tags: ['CWE-1104', 'CICD-SEC-3'],
  messages: {
    retired:
      '{task} is deprecated: how it signs in to {connection} is not repaired any more. Move to {successor}, and compare the inputs.',
  },
  checks: {
    step(step, context) {
      const row = taskOf(step);
      const major = taskMajor(step);
      const [connection] = connectionsOf(step);
      if (!row || major === undefined || !step.uses || !connection) return;
      if (row.successor !== undefined || row.federatedFrom === undefined || major < row.federatedFrom) return;
      if (!row.retired.includes(major)) return;
      context.report({
        messageId: 'retired',
        data: {
          task: `${row.task}@${major}`,
          connection: `"${connection.value.raw.trim()}"`,
          successor: row.newest === undefined ? 'an AzureCLI or AzurePowerShell task' : `${row.task}@${row.newest}`,
        },
        range: step.uses.range,
      });
    },
  },
});
