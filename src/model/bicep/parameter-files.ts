import { assignedValues } from '../arm/index.ts';
import type { SourceDocument } from '../document.ts';
import { bicepTree } from '../trees.ts';
import type { Value } from '../value.ts';
import { evaluate } from './evaluate.ts';
import type { FileScope, ParameterSupply } from './file-scope.ts';
import type { ParameterInput } from './parameter.ts';
import type { Session } from './session.ts';

/** How many files `extends` may lead through. */
const MAX_BASES = 20;

/** A parameter file and those it extends, the nearest first. */
function withBases(file: FileScope): readonly FileScope[] {
  const files = [file];
  for (let last = file; files.length <= MAX_BASES; ) {
    const statement = last.tree.statements.find((candidate) => candidate.kind === 'extends');
    const base = statement?.kind === 'extends' ? last.fileAt(statement.path) : undefined;
    if (!base || files.includes(base)) break;
    files.push(base);
    last = base;
  }
  return files;
}

/** The template that a parameter file is for: its own `using`, or that of a file it extends. */
export function templateOf(file: FileScope): FileScope | undefined {
  for (const candidate of withBases(file)) {
    const statement = candidate.tree.statements.find((found) => found.kind === 'using');
    if (statement?.kind === 'using' && statement.path) return candidate.fileAt(statement.path);
  }
  return undefined;
}

/** The values that the parameter files of the workspace give to a template: `.bicepparam` and JSON. */
export function supplyOf(template: SourceDocument, session: Session): ParameterSupply {
  const { workspace } = session;
  let files: readonly FileScope[] | undefined;
  let fromJson: ReadonlyMap<string, readonly Value[]> | undefined;
  return (name) => {
    files ??= workspace
      .ofKind('bicepparam')
      .filter(mayUse(template))
      .map((document) => session.fileScope(document))
      .filter((file) => templateOf(file)?.document.uri === template.uri);
    // Most workspaces have none, and then need nothing that reads JSON.
    fromJson ??= workspace.ofKind('arm-parameters').length > 0 ? assignedValues(template, workspace) : new Map();
    if (files.length === 0 && fromJson.size === 0) return undefined;
    const input = inputFrom(files, name);
    const values = fromJson.get(name.toLowerCase()) ?? [];
    const isMissing = fromJson.size > 0 && values.length === 0;
    return { values: [...input.values, ...values], mayUseDefault: input.mayUseDefault || isMissing };
  };
}

/** Rules out most files before anything is resolved: their path must name the template, or be inherited. */
function mayUse(template: SourceDocument): (document: SourceDocument) => boolean {
  const name = template.path.slice(template.path.lastIndexOf('/') + 1);
  return (document) =>
    bicepTree(document).statements.some(
      (statement) =>
        statement.kind === 'extends' ||
        (statement.kind === 'using' &&
          statement.path?.kind === 'string' &&
          statement.path.texts.at(-1)?.text.endsWith(name) === true),
    );
}

function inputFrom(files: readonly FileScope[], name: string): ParameterInput {
  const values = [];
  let mayUseDefault = false;
  for (const file of files) {
    const assigned = withBases(file)
      .map((candidate) => ({ candidate, statement: assignmentIn(candidate, name) }))
      .find(({ statement }) => statement !== undefined);
    if (assigned?.statement) values.push(evaluate(assigned.statement.value, assigned.candidate.scope));
    else mayUseDefault = true;
  }
  return { values, mayUseDefault };
}

function assignmentIn(file: FileScope, name: string) {
  for (const statement of file.tree.statements) {
    if (statement.kind === 'parameter-assignment' && statement.name.name === name) return statement;
  }
  return undefined;
}
