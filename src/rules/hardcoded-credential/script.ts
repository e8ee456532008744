import type { Script } from '../../model/script.ts';
import type { Range } from '../../text/range.ts';
import { SECRET_FORMATS } from '../catalogue/secret-formats.ts';
import type { ScriptValue } from '../support/command-values.ts';
import { credentialAssignmentsOf, signInsOf } from '../support/script-credentials.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import type { Places } from './places.ts';

/** Credentials that a script writes out: given to a command that signs in, or put into the environment. */
export function checkScript(script: Script, places: Places, context: HardcodedCredentialContext): void {
  for (const { match, options, value } of signInsOf(script)) {
    const [option] = options;
    if (!option || !isWritten(value)) continue;
    const data = { command: match.name, credential: match.row.credential };
    report('command', data, script.rangeOf(option.valueRange), places, context);
  }
  for (const { name, row, value, valueRange } of credentialAssignmentsOf(script)) {
    if (!isWritten(value) || /_PATH$/.test(name)) continue;
    report('scriptVariable', { name, credential: row.credential }, script.rangeOf(valueRange), places, context);
  }
}

function report(
  messageId: 'command' | 'scriptVariable',
  data: Readonly<Record<string, string>>,
  range: Range,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  // What a format gives away is found by that, all of it and nothing more.
  const text = context.document.source.slice(range);
  if (SECRET_FORMATS.some(({ pattern }) => text.search(pattern) >= 0) || !places.take(range)) return;
  context.report({ messageId, data, range });
}

function isWritten({ state, label }: ScriptValue): boolean {
  return state === 'literal' && label === 'text in the file';
}
