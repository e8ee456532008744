import type { Script } from '../../model/script.ts';
import type { ScriptDialect } from '../../syntax/script/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { KeyRead } from './connection-variables.ts';

/** An assignment of the secret to ARM_CLIENT_SECRET and nothing else, up to where the value begins. */
const ASSIGNMENT: Readonly<Record<ScriptDialect, RegExp>> = {
  posix: /(?<![\w$])ARM_CLIENT_SECRET=["']?$/,
  powershell: /\$env:ARM_CLIENT_SECRET[ \t]*=[ \t]*["']?$/i,
  cmd: /(?<=\bset[ \t]+"?)ARM_CLIENT_SECRET=$/i,
};

/** What takes the place of name and equals sign; the value behind it becomes `idToken`. */
const INSTEAD: Readonly<Record<ScriptDialect, (written: string) => string>> = {
  posix: (written) => written.replace('ARM_CLIENT_SECRET', 'ARM_USE_OIDC=true ARM_OIDC_TOKEN'),
  powershell: (written) => `$env:ARM_USE_OIDC = $true; ${written.replace(/ARM_CLIENT_SECRET/i, 'ARM_OIDC_TOKEN')}`,
  cmd: (written) => `ARM_USE_OIDC=true&& set ${written.replace(/ARM_CLIENT_SECRET/i, 'ARM_OIDC_TOKEN')}`,
};

/**
 * Lets Terraform take the token of the service connection where the script gave it the secret. `undefined` where the
 * secret goes anywhere else as well, or the script reads ARM_CLIENT_SECRET itself.
 */
export function terraformByToken(script: Script, reads: readonly KeyRead[]): readonly TextEdit[] | undefined {
  const { dialect, body } = script;
  const mentions = body.raw.match(/ARM_CLIENT_SECRET/gi)?.length ?? 0;
  if (mentions !== reads.length) return undefined;
  const edits: TextEdit[] = [];
  for (const read of reads) {
    const line = body.raw.slice(body.raw.lastIndexOf('\n', read.start - 1) + 1, read.start);
    const match = ASSIGNMENT[dialect].exec(line);
    if (!match) return undefined;
    // `set "NAME=value"` is one quoted word, so a second command does not fit in.
    if (dialect === 'cmd' && line.includes('"')) return undefined;
    const start = read.start - match[0].length;
    const written = body.raw.slice(read.start, read.end);
    const newText = INSTEAD[dialect](match[0]) + written.replace(/servicePrincipalKey/i, 'idToken');
    edits.push({ range: script.rangeOf({ start, end: read.end }), newText });
  }
  return edits;
}
