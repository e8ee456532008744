import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CREDENTIAL_DECLARATIONS, type CredentialDeclarationRow } from '../catalogue/infrastructure-credentials.ts';
import type { Fix } from '../finding.ts';
import { federatedPasswordFix } from '../support/companion/federated-password.ts';
import { editsOf } from '../support/edits.ts';
import { isReferenced } from '../support/references.ts';
import type { ClientSecretContext } from './messages.ts';

/** Resources, or parts of them, that are client secrets of an application or service principal. */
export function checkDeclaredSecret(resource: Resource, context: ClientSecretContext): void {
  if (resource.mode !== 'resource' && resource.mode !== 'ephemeral') return;
  for (const row of CREDENTIAL_DECLARATIONS) {
    if (!row.types.some((type) => resource.isType(type))) continue;
    if (row.path === undefined) reportResource(resource, row, context);
    else for (const property of resource.find(row.path)) reportProperty(resource, property, row, context);
  }
}

function reportResource(resource: Resource, row: CredentialDeclarationRow, context: ClientSecretContext): void {
  const federated = federatedPasswordFix(context.workspace, resource, context.repository);
  context.report({
    messageId: 'createdSecret',
    data: { of: row.of },
    range: resource.typeRange,
    // Whoever else reads the value would break, so that is for a person to take apart.
    fixes: isReferenced(resource, context.workspace)
      ? federated
        ? [federated]
        : []
      : fixFor(resource, 'Delete the client secret', resource.editor.removeResource(), [
          'Make sure that nothing signs in with this secret any more: applying this deletes it.',
        ]),
  });
}

function reportProperty(
  resource: Resource,
  property: Property,
  row: CredentialDeclarationRow,
  context: ClientSecretContext,
): void {
  const { value } = property;
  if (value.kind === 'null' || (value.kind === 'array' && value.items.length === 0 && value.isComplete)) return;
  context.report({
    messageId: 'declaredSecret',
    data: { of: row.of, property: property.name },
    range: property.nameRange,
    fixes: fixFor(resource, `Remove ${property.name}`, resource.editor.remove(property), [
      'Make sure that nothing signs in with these secrets any more, deploy, and check that the application lists none.',
    ]),
  });
}

function fixFor(
  resource: Resource,
  title: string,
  edits: readonly TextEdit[] | undefined,
  followUps: readonly string[],
): readonly Fix[] {
  const fileEdits = editsOf(resource.document.uri, edits);
  return fileEdits ? [{ title, safety: 'needs-review', edits: fileEdits, followUps }] : [];
}
