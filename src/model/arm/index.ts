import type { SourceDocument, Workspace } from '../document.ts';
import type { InfrastructureModel } from '../resource.ts';
import { ArmModel } from './model.ts';

export { credentialFileModel } from './credential-file.ts';
export { assignedValues } from './parameter-file.ts';
export { typeOfResourceId } from './resource-id.ts';

/**
 * The model of an ARM template (JSON) or of a parameter file, in which only `assignments` is filled. Templates nested
 * in deployments belong to the model of their file; linked ones are the `target` of a module.
 */
export function armModel(document: SourceDocument, workspace: Workspace): InfrastructureModel {
  return new ArmModel(document, workspace);
}
