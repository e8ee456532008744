import { Memory } from '../../text/memory.ts';
import type { SourceDocument, Workspace } from '../document.ts';
import type { Assignment } from '../resource.ts';
import { terraformTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { bodyValue } from './bodies.ts';
import { declarationsIn, isTrue } from './declarations.ts';
import { folderOf, moduleFiles, moduleFolder, variableFiles } from './folders.ts';
import { nodeOf, remember } from './property-nodes.ts';
import type { Symbols } from './scope.ts';

/** What the variable files of a module say about a variable. */
export interface Assigned {
  /** Of the files that Terraform loads by itself: the last one wins. */
  readonly loaded: Value | undefined;
  /** Of each file that somebody may name with `-var-file`. */
  readonly optional: readonly Value[];
}

export function assignedValues(workspace: Workspace, folder: string, name: string): Assigned {
  const { loaded, optional } = variableFiles(workspace, folder);
  const valueIn = (document: SourceDocument): readonly Value[] =>
    valuesIn(document).flatMap((property) => (property.name === name ? [property.value] : []));
  return { loaded: loaded.flatMap(valueIn).at(-1), optional: optional.flatMap(valueIn) };
}

/** The assignments of a variable file. */
export function assignmentsIn(document: SourceDocument, workspace: Workspace): readonly Assignment[] {
  const folder = moduleFolder(workspace, folderOf(document.path));
  const files = folder === undefined ? [] : moduleFiles(workspace, folder);
  return valuesIn(document).map((property) => {
    const declared = files.map((file) => declarationsIn(file).get(`var.${property.name}`)).find((node) => node);
    const isSecure = declared?.kind === 'block' ? isTrue(declared, 'sensitive') : undefined;
    const assignment: Assignment = { ...property, isSecure };
    const node = nodeOf(property);
    if (node) remember(assignment, node);
    return assignment;
  });
}

const values = new Memory<SourceDocument, readonly Property[]>();

function valuesIn(document: SourceDocument): readonly Property[] {
  const known = values.get(document);
  if (known) return known;
  const scope = { document, symbols: NOTHING, bindings: undefined, loops: [] };
  const found = bodyValue(terraformTree(document).body, scope).properties;
  values.set(document, found);
  return found;
}

/** Variable files hold constants: no name means anything in them. */
const NOTHING: Symbols = {
  variable: () => undefined,
  local: () => undefined,
  moduleOutput: () => undefined,
  resource: () => undefined,
  instances: () => undefined,
};
