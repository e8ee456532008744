import type { Entry, Step } from '../model/pipeline/pipeline.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

const MESSAGES = {
  everySecret:
    'This task downloads every secret of the key vault, those that are added later included, and every step behind it can read them. Name the secrets that the job needs in `SecretsFilter`.',
  wholeJob:
    '`RunAsPreJob` downloads the secrets before the first step, so that every step of the job, a checkout or third-party task included, can read them. Download them right before the step that needs them.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** AzureKeyVault tasks that give a job more secrets than it asks for, or earlier (task.json of AzureKeyVaultV2: `*` is the default). */
export const unfilteredSecrets = defineRule({
  id: 'unfiltered-secrets',
  title: 'Key vault secrets downloaded without need',
  severity: 'warning',
  tags: ['CWE-250', 'CWE-668', 'CICD-SEC-5', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    step(step, context) {
      const { uses, job } = step;
      if (job.pipeline.platform !== 'azure-pipelines' || uses?.action !== 'azurekeyvault') return;
      const filter = step.input('SecretsFilter');
      const text = filter?.value.raw.trim() ?? '';
      if (text === '' || text === '*') {
        const range = filter && text !== '' ? filter.range : uses.range;
        context.report({ messageId: 'everySecret', range, fixes: filterFixes(step, filter, context) });
      }
      const early = step.input('RunAsPreJob');
      if (early && /^true$/i.test(early.value.raw.trim())) {
        context.report({ messageId: 'wholeJob', range: early.range, severity: 'information' });
      }
    },
  },
});

/** Names the secrets that steps behind the task read, as far as this file shows. */
function filterFixes(step: Step, filter: Entry | undefined, context: Context): readonly Fix[] {
  const names = namesReadBehind(step);
  if (names.length === 0) return [];
  const { editor } = step.job.pipeline;
  const value = names.join(',');
  const edits = editsOf(
    context.document.uri,
    filter
      ? editor.replaceValue(filter.value, value)
      : editor.addEntries({ step, mapping: 'with' }, [{ name: 'SecretsFilter', value }]),
  );
  if (!edits) return [];
  return [
    {
      title: 'Download the secrets only that later steps read',
      safety: 'needs-review',
      edits,
      followUps: [
        'Compare the names with those in the key vault: some may come from variable groups, and secrets that templates or other files read are missing.',
      ],
    },
  ];
}

/** More names are a sign that the list is no longer for people. */
const MAX_NAMES = 50;

/** What Key Vault allows as the name of a secret. */
const SECRET_NAME = /^[a-z0-9-]{1,127}$/i;

function namesReadBehind(step: Step): readonly string[] {
  const { job } = step;
  const defined = new Set([...job.env, ...job.pipeline.env].map(({ name }) => name.toLowerCase()));
  const names = new Map<string, string>();
  for (const later of job.steps.slice(step.index + 1)) {
    for (const value of [later.run, ...[...later.with, ...later.env].map((entry) => entry.value)]) {
      for (const { text, references } of value?.expressions ?? []) {
        const isMacro = references.length === 1 && references[0] === `variables.${text.toLowerCase()}`;
        if (isMacro && SECRET_NAME.test(text) && !defined.has(text.toLowerCase())) {
          names.set(text.toLowerCase(), names.get(text.toLowerCase()) ?? text);
        }
      }
    }
  }
  return names.size > MAX_NAMES ? [] : [...names.values()];
}
