import { folderOf, type Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './credentials.ts';

/**
 * The credentials that are declared for the same identity, by its key: those of the file, and with Terraform of the
 * whole module, in the order of files and text.
 */
export function credentialsByHolder(
  model: InfrastructureModel,
  workspace: Workspace,
): ReadonlyMap<string, readonly FederatedCredentialDeclaration[]> {
  const own = declarationsIn(model);
  const byHolder = new Map<string, FederatedCredentialDeclaration[]>();
  for (const declaration of own.length === 0 ? [] : declarationsAround(model, own, workspace)) {
    const key = declaration.holder?.key;
    if (key === undefined) continue;
    const known = byHolder.get(key);
    if (known) known.push(declaration);
    else byHolder.set(key, [declaration]);
  }
  return byHolder;
}

function declarationsAround(
  { document, language }: InfrastructureModel,
  own: readonly FederatedCredentialDeclaration[],
  workspace: Workspace,
): readonly FederatedCredentialDeclaration[] {
  if (language !== 'terraform') return own;
  return workspace.inFolder('terraform', folderOf(document.path)).flatMap((neighbour) => {
    if (neighbour.uri === document.uri) return own;
    const { infrastructure } = modelOf(neighbour, workspace);
    return infrastructure ? declarationsIn(infrastructure) : [];
  });
}
