import type { Script } from '../../model/script.ts';
import type { ScriptCommand, ScriptWord } from '../../syntax/script/index.ts';
import type { StorageCommandRow } from '../catalogue/storage-credentials.ts';
import { removeText, type ScriptFix, scriptFixes } from '../support/command-edits.ts';
import { isReported, severityOfValue } from '../support/command-secrets.ts';
import { resolvedText, type ScriptValue, scriptValue } from '../support/command-values.ts';
import { type CommandMatch, mentions } from '../support/commands.ts';
import { allEdits } from '../support/edits.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import type { StorageKeyContext } from './messages.ts';

const STORAGE_HOST =
  /\.(?:blob|file|dfs|queue|table)\.(?:core\.windows\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn|storage\.azure\.net)/i;

/** A variable, an expression of the pipeline, or a signature where the query of a URL stands. */
const QUERY = /\?(?:\$[\w{(]|%\w|[^"'\s]*\bsig=)/;

/** Variables and secrets that hold a SAS token or a URL with one, by name. */
const SAS_NAME = /(?:^|[^a-z])sas(?![a-z])|sas_?(?:token|url|uri|key)|(?:blob|container|storage)_?sas/i;

interface SasWord {
  readonly word: ScriptWord;
  readonly value: ScriptValue;
}

/** azcopy, curl and the like with a URL that carries a SAS token. */
export function checkSasUrl(match: CommandMatch<StorageCommandRow>, context: StorageKeyContext): void {
  const { script, command } = match;
  const words = command.words.slice(1).flatMap((word) => sasWord(word, script, command) ?? []);
  const [first] = words;
  if (!first) return;
  const isAzcopy = match.words[0] === 'azcopy';
  context.report({
    messageId: 'sasUrl',
    data: {
      command: match.name,
      source: first.value.label,
      advice: isAzcopy
        ? 'Set `AZCOPY_AUTO_LOGIN_TYPE: AZCLI` and leave the token out: azcopy then uses the session of the Azure CLI.'
        : 'Use `az storage blob download` or `upload` with `--auth-mode login`.',
    },
    range: script.rangeOf(first.word.range),
    severity: severityOfValue(first.value),
    fixes: scriptFixes(script, isAzcopy ? autoLogin(script, words) : undefined),
  });
}

function sasWord(word: ScriptWord, script: Script, command: ScriptCommand): SasWord | undefined {
  const { text } = word;
  if (!/[$%?]/.test(text)) return undefined;
  const resolved = resolvedText(text, script, command);
  const isUrl = STORAGE_HOST.test(resolved) && (QUERY.test(text) || QUERY.test(resolved));
  if (!isUrl && !(SAS_NAME.test(text) && /^(?:\$|%)[^\s]*$/.test(text))) return undefined;
  const at = text.indexOf('?');
  const value = scriptValue(at < 0 ? text : text.slice(at + 1), word.range, script, command);
  // The output of a command that signed it a moment ago; how it was signed is reported there.
  if (value.state === 'computed' || !isReported(value, text)) return undefined;
  return { word, value };
}

/** Plain URLs, and the session of the Azure CLI. Not where a variable holds the whole URL. */
function autoLogin(script: Script, words: readonly SasWord[]): ScriptFix | undefined {
  const { step } = script;
  if (!step) return undefined;
  const queries = words.map(({ word }) => queryOf(script, word));
  if (queries.some((query) => query === undefined)) return undefined;
  const isSet = step.variable('AZCOPY_AUTO_LOGIN_TYPE') || mentions(script, 'AZCOPY_AUTO_LOGIN_TYPE');
  const setting = { name: 'AZCOPY_AUTO_LOGIN_TYPE', value: 'AZCLI' };
  return {
    title: 'Let azcopy use the session of the Azure CLI instead of a SAS token',
    edits: allEdits(
      queries.flatMap((query) => query ?? []),
      isSet ? [] : step.job.pipeline.editor.addEntries({ step, mapping: 'env' }, [setting]),
    ),
    followUps: [
      ...sessionFollowUps(step),
      'Give the identity that signs in the role Storage Blob Data Contributor on the container (Storage Blob Data Reader where azcopy only reads).',
      retirementFollowUp(
        [...new Set(words.flatMap(({ value }) => value.secretNames))],
        'rotate the key that signed the token',
      ),
    ],
  };
}

/** The edit that takes the query of a URL out, where it is all of a variable or expression. */
function queryOf(script: Script, { range }: ScriptWord) {
  const source = script.body.raw.slice(range.start, range.end);
  const query = /\?(?:\$\{\{[^}]*\}\}|\$\{?\w+\}?|\$env:\w+|%\w+%|\$\([\w.]+\))(?=["']?$)/.exec(source);
  if (!query) return undefined;
  const start = range.start + query.index;
  return [removeText(script, { start, end: start + query[0].length })];
}
