import type { DocumentKind } from '../../model/document.ts';
import type { Variable } from '../../model/variable.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import { isNamedSecret } from '../support/named-secret.ts';
import { isPlaceholder } from '../support/placeholder.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import type { Places } from './places.ts';

/** What takes the place of a value in the text, by the kind of file. */
const INSTEAD: Partial<Readonly<Record<DocumentKind, string>>> = {
  dockerfile: 'let what runs in the image sign in with a managed identity',
  compose: 'sign in with `az login` on this machine, or take the value from its environment',
  dotenv: 'sign in with `az login` on this machine, and keep the file out of the repository',
  'functions-settings': 'use identity-based settings, and keep the file out of the repository',
};

/** Files that show what another is to look like. */
const EXAMPLE = /\.(?:example|sample|template|dist)$/i;

/** A variable outside of pipelines whose value is written out. */
export function checkVariable(
  { document, entry }: Variable,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  const how = INSTEAD[document.kind];
  const { name, value } = entry;
  if (!how || value.expressions.length > 0) return;
  const isCertain = environmentCredential(name) !== undefined && !/_PATH$/i.test(name);
  const isSecret = isCertain ? !isPlaceholder(value.raw) : isNamedSecret(name, value.raw);
  if (!isSecret || !places.take(value.range)) return;
  context.report({
    messageId: 'variable',
    data: { name, how },
    range: value.range,
    ...(isCertain ? {} : { confidence: 'medium' }),
    ...(EXAMPLE.test(document.path) ? { severity: 'information' } : {}),
  });
}
