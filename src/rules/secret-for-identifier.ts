import type { Entry, Job, Pipeline } from '../model/pipeline/pipeline.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin, ID_INPUTS } from './support/azure-login.ts';
import { editsOf } from './support/edits.ts';
import { listOf } from './support/words.ts';

const MESSAGES = {
  identifiers:
    '{names} {kept} of GitHub, but ids need no secret: they are in every token and every log of Azure. As variables they can be read in settings, used in `if`, and told from what really is secret.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** Ids of a login by OIDC that come from secrets. Nothing is at risk, so it says so once for a workflow. */
export const secretForIdentifier = defineRule({
  id: 'secret-for-identifier',
  title: 'Client, tenant or subscription id kept as a secret',
  severity: 'information',
  tags: ['CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    pipeline(pipeline, context) {
      if (pipeline.platform !== 'github' || pipeline.kind !== 'workflow') return;
      const ids = identifiersOf(pipeline);
      const [first] = ids;
      if (!first) return;
      const names = [...new Set(ids.map(({ secret }) => secret))];
      context.report({
        messageId: 'identifiers',
        data: { names: listOf(names), kept: names.length === 1 ? 'is kept as a secret' : 'are kept as secrets' },
        range: first.entry.value.range,
        related: ids.slice(1).map(({ entry }) => ({
          uri: context.document.uri,
          range: entry.value.range,
          message: 'Another id from a secret.',
        })),
        fixes: fixesFor(ids, names, pipeline, context),
      });
    },
  },
});

interface Identifier {
  readonly entry: Entry;
  readonly secret: string;
}

const FROM_SECRET = /^\s*\$\{\{\s*secrets\.(\w+)\s*\}\}\s*$/i;
const ID_VARIABLE = /^(?:ARM|AZURE)_(?:CLIENT|TENANT|SUBSCRIPTION)_ID$/;

function identifiersOf(pipeline: Pipeline): readonly Identifier[] {
  const declared = new Set(pipeline.declaredSecrets.map(({ name }) => name.toLowerCase()));
  const byOffset = new Map<number, Identifier>();
  const add = (entry: Entry | undefined) => {
    const secret = FROM_SECRET.exec(entry?.value.raw ?? '')?.[1];
    // What callers pass is theirs to decide.
    if (entry && secret !== undefined && !declared.has(secret.toLowerCase())) {
      byOffset.set(entry.value.range.start, { entry, secret });
    }
  };
  const jobs = pipeline.jobs.filter(usesOidc);
  if (jobs.length > 0) variablesIn(pipeline.env).forEach(add);
  for (const job of jobs) {
    variablesIn(job.env).forEach(add);
    for (const step of job.steps) {
      variablesIn(step.env).forEach(add);
      if (azureLogin(step)?.mode === 'oidc') ID_INPUTS.map((input) => step.input(input)).forEach(add);
    }
  }
  return [...byOffset.values()].sort((a, b) => a.entry.value.range.start - b.entry.value.range.start);
}

/** A job that still has a secret to lose has other things to do first. */
function usesOidc(job: Job): boolean {
  return (
    job.steps.some((step) => azureLogin(step)?.mode === 'oidc') ||
    job.effectivePermissions.access('id-token') === 'write'
  );
}

function variablesIn(env: readonly Entry[]): readonly Entry[] {
  return env.filter(({ name }) => ID_VARIABLE.test(name));
}

function fixesFor(
  ids: readonly Identifier[],
  names: readonly string[],
  { editor, document }: Pipeline,
  context: Context,
): readonly Fix[] {
  const edits: TextEdit[] = [];
  for (const { entry } of ids) {
    const edit = editor.replaceValue(entry.value, entry.value.raw.replace(/\bsecrets\b/i, 'vars'));
    if (!edit) return [];
    edits.push(...edit);
  }
  const fileEdits = editsOf(document.uri, edits);
  if (!fileEdits || document.uri !== context.document.uri) return [];
  const [noun, it] = names.length === 1 ? ['variable', 'the secret'] : ['variables', 'the secrets'];
  return [
    {
      title: `Read ${listOf(names)} from variables`,
      safety: 'needs-review',
      edits: fileEdits,
      followUps: [
        `Before merging, create the ${noun} ${listOf(names)} where the secrets are (organisation, repository or environment).`,
        `Then delete ${it} ${listOf(names)}, if no other workflow reads ${names.length === 1 ? 'it' : 'them'}.`,
      ],
    },
  ];
}
