import type { Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { Pipeline, Step } from '../../model/pipeline/pipeline.ts';

const ACTION_FILES = ['action.yml', 'action.yaml'];

/** The composite action of this workspace that a step calls (`./path`, `$/path`); undefined for anything else. */
export function localAction(step: Step, workspace: Workspace): Pipeline | undefined {
  if (!step.uses?.isLocal) return undefined;
  const folder = step.uses.raw.replace(/^(?:\.|\$)\/+/, '').replace(/\/+$/, '');
  for (const file of ACTION_FILES) {
    const document = workspace.get(folder === '' ? file : `${folder}/${file}`);
    if (document) return modelOf(document, workspace).pipeline;
  }
  return undefined;
}
