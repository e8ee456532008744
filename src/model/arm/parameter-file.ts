import type { JsonNode } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument, Workspace } from '../document.ts';
import { arrayValue, interpolation, literal, objectValue, unknownValue } from '../evaluate/index.ts';
import type { Assignment } from '../resource.ts';
import { bicepTree, jsonTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { passedParameters } from './passed-parameters.ts';
import { memberObject } from './scope.ts';
import { Template } from './template.ts';

/** The parameters that a parameter file assigns, in order. */
export function assignmentsIn(document: SourceDocument, workspace: Workspace): readonly Assignment[] {
  const template = templateOf(document, workspace);
  const isSecure = template ? secureParameters(template) : undefined;
  return passedIn(document).map((property) => ({ ...property, isSecure: isSecure?.get(property.name.toLowerCase()) }));
}

function passedIn(document: SourceDocument): readonly Property[] {
  const section = memberObject(jsonTree(document).root, 'parameters');
  return passedParameters(section, document.uri, (node, range) => fileValue(document, node, range));
}

/**
 * What the parameter files of the workspace assign to the parameters of an ARM template or Bicep file, found by the
 * customary names: `main.parameters.json`, `main.dev.parameters.json`, `parameters.json` beside `template.json`.
 * @returns the values by parameter name in lower case
 */
export function assignedValues(template: SourceDocument, workspace: Workspace): ReadonlyMap<string, readonly Value[]> {
  const values = new Map<string, Value[]>();
  const folder = folderOf(template.path);
  for (const file of workspace.ofKind('arm-parameters')) {
    if (folderOf(file.path) !== folder || templateOf(file, workspace)?.path !== template.path) continue;
    for (const { name, value } of passedIn(file)) {
      const list = values.get(name.toLowerCase());
      if (list) list.push(value);
      else values.set(name.toLowerCase(), [value]);
    }
  }
  return values;
}

/** What templates are called whose parameter file carries no name of its own. */
const USUAL_NAMES = ['template', 'azuredeploy', 'mainTemplate', 'main', 'deploy'];

/** The template or Bicep file beside a parameter file that it is for, by their names. */
export function templateOf(parameters: SourceDocument, workspace: Workspace): SourceDocument | undefined {
  const folder = folderOf(parameters.path);
  const name = parameters.path.slice(folder.length).replace(/\.jsonc?$/i, '');
  const [stem = ''] = name.split(/[.-]param(?:eter)?s?(?:[.-]|$)/i);
  const parts = stem === name ? [] : stem.split('.');
  // `main.dev.parameters.json` is for main.dev.json or main.json.
  const stems = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  for (const candidate of [...stems, ...USUAL_NAMES]) {
    for (const ending of ['.json', '.bicep']) {
      const document = workspace.get(`${folder}${candidate}${ending}`);
      if (document?.kind === 'arm-template' || document?.kind === 'bicep') return document;
    }
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Whether each declared parameter is secure, by its name in lower case. */
function secureParameters(document: SourceDocument): ReadonlyMap<string, boolean> {
  if (document.kind === 'bicep') return secureBicepParameters(document);
  const { root } = jsonTree(document);
  if (root?.kind !== 'object') return new Map();
  const { parameters } = new Template(document, root, () => []);
  return new Map(parameters.map(({ name, isSecure }) => [name.toLowerCase(), isSecure]));
}

function secureBicepParameters(document: SourceDocument): ReadonlyMap<string, boolean> {
  const secure = new Map<string, boolean>();
  for (const statement of bicepTree(document).statements) {
    if (statement.kind !== 'parameter') continue;
    const isSecure = statement.decorators.some(
      ({ expression }) =>
        (expression.kind === 'call' || expression.kind === 'method-call') && expression.name.name === 'secure',
    );
    secure.set(statement.name.name.toLowerCase(), isSecure);
  }
  return secure;
}

/** Values that tools fill in before deployment: `${NAME}` and `$(command)` of azd, `#{NAME}#` of pipelines. */
const PLACEHOLDER = /\$\{([^}]*)\}|\$\(([^)]*)\)|#\{([^}]*)\}#?|\{\{([^}]*)\}\}/g;

/** Parameter files are data: nothing in them is an expression, apart from placeholders. */
function fileValue(document: SourceDocument, node: JsonNode | undefined, otherwise: Range): Value {
  const place = { uri: document.uri, range: node?.range ?? otherwise };
  switch (node?.kind) {
    case 'object':
      return objectValue(place, () =>
        node.properties.map(({ name, nameRange, range, value }) => ({
          name,
          nameRange,
          range,
          value: fileValue(document, value, nameRange),
        })),
      );
    case 'array':
      return arrayValue(place, () => node.elements.map((element) => fileValue(document, element, element.range)));
    case 'constant':
      return literal(place, node.value);
    case 'string': {
      const parts: Value[] = [];
      let at = 0;
      for (const match of node.text.matchAll(PLACEHOLDER)) {
        if (match.index > at) parts.push(literal(place, node.text.slice(at, match.index)));
        at = match.index + match[0].length;
        const [name = ''] = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').split(/[=\s]/);
        parts.push(unknownValue(place, name));
      }
      if (parts.length === 0) return literal(place, node.text);
      if (at < node.text.length) parts.push(literal(place, node.text.slice(at)));
      return interpolation(place, parts);
    }
    case undefined:
      return unknownValue(place);
  }
}
