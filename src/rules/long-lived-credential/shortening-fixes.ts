import type { Workspace } from '../../model/document.ts';
import type { RawText } from '../../model/resource.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import type { Lifetime } from '../support/lifetime.ts';
import type { DeclaredCredential } from './declared-credential.ts';

/** Lets the credential end after the allowed days, where one edit does it. */
export function shorteningFixes(
  credential: DeclaredCredential,
  { duration }: Lifetime,
  maximum: number,
  context: RuleContext<never>,
): readonly Fix[] {
  const title = `Let the ${credential.kind} end after ${maximum} days`;
  const { uri } = context.document;
  if (duration) {
    const edits = editsOf(uri, [{ range: duration.range, newText: duration.write(maximum) }]);
    return edits ? [{ title, safety: 'needs-review', edits, followUps: [RENEW] }] : [];
  }
  const rotating = rotatingEnd(credential, maximum, context.workspace);
  const edits = editsOf(uri, rotating?.edits);
  return rotating && edits ? [{ title, safety: 'needs-review', edits, followUps: [RENEW, ...rotating.followUps] }] : [];
}

const RENEW = 'Apply before the end of each period, so that whoever uses the credential gets the next one in time.';

interface RotatingEnd {
  readonly edits: readonly TextEdit[] | undefined;
  readonly followUps: readonly string[];
}

/**
 * `end_date` counted from a `time_rotating` resource, the one that already rotates the secret or a new one. Never from
 * `timestamp()`, which changes with every plan; `end_date_relative` is deprecated.
 */
function rotatingEnd(credential: DeclaredCredential, maximum: number, workspace: Workspace): RotatingEnd | undefined {
  const { resource, isWholeResource, kind } = credential;
  if (resource.language !== 'terraform' || !isWholeResource || kind !== 'client secret') return undefined;
  const [rotate] = resource.find('rotate_when_changed');
  const known =
    rotate && /\btime_rotating\.[\w-]+(?:\[[^\]]*\])?/u.exec(resource.document.source.slice(rotate.value.range));
  if (known) return { edits: setEnd(credential, endOf(known[0], maximum)), followUps: [] };
  if (rotate || isDeclared(resource.symbol, workspace)) return undefined;
  const address = `time_rotating.${resource.symbol}`;
  // Renewed at half time: a secret that ends the day the next one is due leaves no time to hand it over.
  const days = Math.max(1, Math.floor(maximum / 2));
  return {
    edits: allEdits(
      alignedWithRotation(setEnd(credential, endOf(address, maximum))),
      resource.editor.set('rotate_when_changed', { raw: `{ rotation = ${address}.id }` }),
      resource.editor.insertAfter(`resource "time_rotating" "${resource.symbol}" {\n  rotation_days = ${days}\n}`),
    ),
    followUps: ['Run `terraform init`: the resource time_rotating needs the provider hashicorp/time.'],
  };
}

/** Both attributes are new: the editor aligns each of them only with those that are there already. */
function alignedWithRotation(edits: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined {
  const width = 'rotate_when_changed '.length;
  return edits?.map((edit) => ({
    ...edit,
    newText: edit.newText.replace(/^(\s*)(end_date *)=/u, (_, blanks, name) => `${blanks}${name.padEnd(width)}=`),
  }));
}

function endOf(address: string, days: number): RawText {
  return { raw: `timeadd(${address}.id, "${days * 24}h")` };
}

function setEnd({ resource, end, relativeEnd }: DeclaredCredential, value: RawText): readonly TextEdit[] | undefined {
  if (end) return resource.editor.replaceValue(end, value);
  if (!relativeEnd) return resource.editor.set('end_date', value);
  if (relativeEnd.value.uri !== resource.document.uri) return undefined;
  return [
    { range: relativeEnd.nameRange, newText: 'end_date'.padEnd(relativeEnd.name.length) },
    { range: relativeEnd.value.range, newText: value.raw },
  ];
}

function isDeclared(symbol: string, workspace: Workspace): boolean {
  const declaration = new RegExp(`"time_rotating"\\s+"${symbol}"`, 'u');
  return workspace.ofKind('terraform').some(({ source }) => declaration.test(source.text));
}
