import type { SourceDocument, Workspace } from '../document.ts';
import type { InfrastructureModel } from '../resource.ts';
import { bicepTree } from '../trees.ts';
import { BicepModel } from './bicep-model.ts';
import { FileScope } from './file-scope.ts';
import { supplyOf } from './parameter-files.ts';
import { Session } from './session.ts';

/**
 * The model of a `.bicep` or `.bicepparam` file. The parameters of a template have the values that parameter files of
 * the workspace assign; modules with a local path are followed, each call with its own arguments.
 */
export function bicepModel(document: SourceDocument, workspace: Workspace): InfrastructureModel {
  const session = new Session(workspace);
  return new BicepModel(new FileScope(document, bicepTree(document), session, supplyOf(document, session)));
}
