import type { Script } from '../model/script.ts';
import { MINTING_COMMANDS, type MintingRow } from './catalogue/deployment-credentials.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { addBehind, replaceOptions, type ScriptFix, scriptFixes } from './support/command-edits.ts';
import { type CommandMatch, CommandTable } from './support/commands.ts';

const MESSAGES = {
  creates:
    '`{command}` makes {makes} whenever this runs. It works for whoever reads it in a log, an output or a file, from anywhere, until it expires. {advice}',
  reads:
    '`{command}` hands out {makes}. They work for whoever reads them in a log, an output or a file, from anywhere, until somebody resets them. {advice}',
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

const commands = new CommandTable(MINTING_COMMANDS);

/**
 * A script that makes or reads out credentials. Where: the table in catalogue/deployment-credentials.ts. Keys of storage
 * accounts, registries, databases and other services have rules of their own.
 */
export const secretMinting = defineRule({
  id: 'secret-minting',
  title: 'Script that creates or reads out credentials',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-532', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: { script: checkScript },
});

function checkScript(script: Script, context: Context): void {
  for (const match of commands.matches(script)) {
    const { does, makes, advice } = match.row;
    context.report({
      messageId: does,
      data: { command: match.name, makes, advice },
      range: script.rangeOf(match.nameRange),
      fixes: scriptFixes(script, fixOf(match)),
    });
  }
}

function fixOf(match: CommandMatch<MintingRow>): ScriptFix | undefined {
  const { row, script, options } = match;
  if (row.fix === 'federated-auth') {
    return {
      title: 'Set up the pipeline with federation',
      edits: replaceOptions(script, options, '--auth-type federated'),
      followUps: [
        'Delete the secret AZURE_CREDENTIALS or AZURE_CLIENT_SECRET that azd stored with the pipeline before.',
      ],
    };
  }
  // What the command prints is used: without the password whoever reads it would break.
  if (row.fix !== 'no-password' || isRead(match)) return undefined;
  return {
    title: 'Create the service principal without a password',
    edits: [addBehind(script, match.nameRange, '--create-password false')],
    followUps: [
      'Create a federated credential on the application for what signs in as it: `az ad app federated-credential create`.',
      'Delete the client secrets that earlier runs made: `az ad app credential list` and `az ad app credential delete`.',
    ],
  };
}

/** `--sdk-auth`, and output that a variable, a pipe or a file takes. */
function isRead({ script, command, range }: CommandMatch): boolean {
  if (command.words.some(({ text }) => /^--(?:sdk-auth|json-auth|query)\b/.test(text))) return true;
  const { source } = script.document;
  const line = source.slice({
    start: source.lineRange(source.positionAt(range.start).line).start,
    end: source.lineRange(source.positionAt(range.end).line).end,
  });
  return /=\s*["']?(?:\$\(|`|az\b)|[|>]/.test(line);
}
