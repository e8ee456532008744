import type { Script } from '../model/script.ts';
import { insertion } from '../text/text-edit.ts';
import { isSecretName } from './catalogue/secret-names.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

const MESSAGES = {
  unmasked:
    'The variable {name} is set without `issecret=true`, so Azure Pipelines does not mask its value in logs and hands it to every program of later steps as an environment variable. Add `;issecret=true`, or use the value in the step that has it.',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** `##vso[task.setvariable variable=NAME;issecret=true]value`: the properties in any order, names without regard to case. */
const LOGGING_COMMAND = /##vso\[task\.setvariable[ \t]+([^\]\r\n]{0,1000})\]([^\r\n]{0,200})/gi;

/** The client secret that `addSpnToEnvironment` hands to scripts, whatever the variable is called. */
const KEY = /servicePrincipalKey/i;

/** Secrets that a script puts into a variable of Azure Pipelines in clear. */
export const unmaskedSecretVariable = defineRule({
  id: 'unmasked-secret-variable',
  title: 'Secret set as a pipeline variable in clear',
  severity: 'warning',
  tags: ['CWE-532', 'CICD-SEC-6', 'CICD-SEC-10'],
  messages: MESSAGES,
  checks: {
    script(script, context) {
      if (script.step?.job.pipeline.platform !== 'azure-pipelines') return;
      for (const match of script.body.raw.matchAll(LOGGING_COMMAND)) checkCommand(match, script, context);
    },
  },
});

function checkCommand(match: RegExpExecArray, script: Script, context: Context): void {
  const [whole, properties = '', value = ''] = match;
  if (/(?:^|;)[ \t]*issecret[ \t]*=[ \t]*true\b/i.test(properties)) return;
  const name = /(?:^|;)[ \t]*variable[ \t]*=[ \t]*([^;]*)/i.exec(properties)?.[1]?.trim() ?? '';
  if (!isSecretName(name) && !KEY.test(value)) return;
  // A name that is made when the script runs says nothing, and neither does an emptied value.
  if (!/^[\w.-]+$/.test(name) || value.replace(/["'`)\s;]/g, '') === '') return;
  if (isComment(script.body.raw, match.index)) return;
  const close = match.index + whole.length - value.length - 1;
  const range = script.rangeOf({ start: match.index, end: close + 1 });
  context.report({
    messageId: 'unmasked',
    data: { name },
    range,
    fixes: fixesFor(name, properties, close, script, context),
  });
}

/** @param close where the bracket stands that ends the properties */
function fixesFor(name: string, properties: string, close: number, script: Script, context: Context): readonly Fix[] {
  const { end } = script.rangeOf({ start: close - 1, end: close });
  const text = properties.trimEnd().endsWith(';') ? 'issecret=true' : ';issecret=true';
  const edits = editsOf(context.document.uri, [insertion(end, text)]);
  if (!edits) return [];
  return [
    {
      title: `Mask the variable ${name} in logs`,
      safety: 'needs-review',
      edits,
      followUps: [
        `Map ${name} in \`env\` of each later step that reads it as an environment variable: Azure Pipelines does not do that for secrets by itself.`,
      ],
    },
  ];
}

function isComment(text: string, at: number): boolean {
  return /^\s*(?:#|::|rem\b)/i.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
