import type { SourceDocument, Workspace } from '../../document.ts';
import { cursorAt, Fields, textOf } from '../../yaml/fields.ts';
import { parsedYaml } from '../parsed.ts';
import type { Pipeline } from '../pipeline.ts';
import type { CallContext } from './call.ts';
import { CompositeAction, GithubWorkflow } from './workflow.ts';

/**
 * The GitHub workflow or composite action of a document, evaluated on first use; `undefined` for YAML that is neither
 * (JavaScript and container actions have no steps). Half-typed files give what can be read of them.
 */
export function githubPipeline(document: SourceDocument, workspace: Workspace): Pipeline | undefined {
  return read(document, workspace, undefined);
}

function read(document: SourceDocument, workspace: Workspace, call: CallContext | undefined): Pipeline | undefined {
  const file = parsedYaml(document);
  const { root } = file;
  const fields = new Fields(cursorAt(root, root?.range ?? { start: 0, end: 0 }, false));
  const surroundings = { document, workspace, call, read };
  const runs = fields.get('runs');
  if (runs && !fields.get('jobs')) {
    const using = textOf(new Fields(runs.value).get('using')?.value);
    return using?.toLowerCase() === 'composite' ? new CompositeAction(fields, runs, file, surroundings) : undefined;
  }
  return isWorkflow(document, fields) ? new GithubWorkflow(fields, file, surroundings) : undefined;
}

/** By content, for a file of unknown kind; a workflow by its path may still lack one of the keys. */
function isWorkflow(document: SourceDocument, fields: Fields): boolean {
  const jobs = fields.get('jobs')?.value;
  if (document.kind === 'github-workflow') return jobs !== undefined || fields.get('on') !== undefined;
  return jobs?.node?.kind === 'mapping' && fields.get('on') !== undefined;
}
