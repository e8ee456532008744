import type { SourceDocument, Workspace } from '../document.ts';
import { yamlTree } from '../trees.ts';
import type { Variable } from '../variable.ts';
import { cursorAt } from '../yaml/fields.ts';
import { variableOf } from './environment.ts';
import type { KubernetesModel } from './manifest.ts';
import { ManifestString } from './manifest-string.ts';
import { type ManifestItem, ManifestNode } from './node.ts';
import { environmentVariable } from './pod-template.ts';

/** More than any chart has: aliases may repeat a part without end. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 50;

/** The values of a Helm chart as variables: `azure.clientSecret`. Undefined where no chart is near. */
export function helmValues(document: SourceDocument, workspace: Workspace): KubernetesModel | undefined {
  if (!isBesideChart(document, workspace)) return undefined;
  const file = yamlTree(document);
  const variables: Variable[] = [];
  let visited = 0;
  const visit = (node: ManifestNode, path: string, depth: number): void => {
    visited += 1;
    if (depth > MAX_DEPTH || visited > MAX_VALUES) return;
    for (const { name, nameRange, range, value } of node.fields) {
      const key = path === '' ? name : `${path}.${name}`;
      if (value.text !== undefined) {
        const entry = { name: key, nameRange, range, value: new ManifestString(value) };
        variables.push({ document, entry, job: undefined, step: undefined });
      } else {
        visit(value, key, depth + 1);
        for (const item of value.items) visitItem(item, key, depth + 1);
      }
    }
  };
  const visitItem = (item: ManifestItem, path: string, depth: number): void => {
    const variable = item.value.get('value') || item.value.get('valueFrom') ? environmentVariable(item) : undefined;
    if (variable) variables.push(variableOf(document, variable));
    else visit(item.value, path, depth);
  };
  for (const { root } of file.documents) {
    if (root?.kind === 'mapping') visit(new ManifestNode(file, cursorAt(root, root.range, false)), '', 0);
  }
  return { document, objects: [], variables, scripts: [] };
}

function isBesideChart({ path }: SourceDocument, workspace: Workspace): boolean {
  if (/(?:^|\/)(?:charts?|helm)\//i.test(path)) return true;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (workspace.get(`${folder}Chart.yaml`) || workspace.get(`${folder}Chart.yml`)) return true;
  return workspace.ofKind('kubernetes').some((other) => other.path.startsWith(`${folder}templates/`));
}
