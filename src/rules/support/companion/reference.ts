import { asArmResource } from '../../../model/arm/as-arm-resource.ts';
import type { ArmResource } from '../../../model/arm/resource.ts';
import { folderOf } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import { bicepTree, terraformTree } from '../../../model/trees.ts';
import type { DeclarationBody } from '../../../syntax/bicep/index.ts';
import { containsRange } from '../../../text/range.ts';

/** How code of the same file (Bicep, ARM template) or module (Terraform) speaks of a resource. */
export interface Reference {
  /** `app`, `vault::secret`, `azurerm_linux_web_app.main[0]`; for ARM templates the id as an expression. */
  readonly symbol: string;
  /** The resource id, the name. Bicep and Terraform: expressions. ARM: expressions without brackets. */
  readonly id: string;
  readonly name: string;
  /** What decides whether the resource is there: the condition of Bicep and ARM, the `count` of Terraform. */
  readonly condition: string | undefined;
}

/** Undefined where one expression cannot name the resource: one of many, a name that is not written out. */
export function referenceTo(resource: Resource): Reference | undefined {
  if (resource.isLoop) return undefined;
  switch (resource.language) {
    case 'bicep':
      return bicepReference(resource);
    case 'terraform':
      return terraformReference(resource);
    case 'arm-json':
      return armReference(resource);
  }
}

/** Whether code beside one can speak of the other. */
export function areTogether(a: Resource, b: Resource): boolean {
  if (a.language !== b.language) return false;
  if (a.language === 'terraform') return folderOf(a.document.path) === folderOf(b.document.path);
  if (a.language === 'arm-json' && asArmResource(a)?.template.node !== asArmResource(b)?.template.node) return false;
  return a.document.uri === b.document.uri;
}

function bicepReference(resource: Resource): Reference | undefined {
  const outer = resource.parent && containsRange(resource.parent.range, resource.range) ? resource.parent : undefined;
  const outerReference = outer && bicepReference(outer);
  if (outer && (!outerReference || outer.isLoop)) return undefined;
  const statement = bicepTree(resource.document).statements.find(({ range }) => containsRange(range, resource.range));
  const own = outer || statement?.kind !== 'resource' ? undefined : conditionOf(statement.value);
  // A condition of a nested resource is not read here.
  if (outer && resource.isConditional) return undefined;
  const symbol = outerReference ? `${outerReference.symbol}::${resource.symbol}` : resource.symbol;
  return {
    symbol,
    id: `${symbol}.id`,
    name: `${symbol}.name`,
    condition: own ? resource.document.source.slice(own) : outerReference?.condition,
  };
}

function conditionOf(body: DeclarationBody) {
  if (body.kind !== 'if') return undefined;
  const { condition } = body;
  return condition.kind === 'parenthesized' ? condition.inner.range : condition.range;
}

function terraformReference(resource: Resource): Reference | undefined {
  const block = terraformTree(resource.document).body.items.find(({ range }) => containsRange(range, resource.range));
  const count =
    block?.kind === 'block'
      ? block.body.items.find((item) => item.kind === 'attribute' && item.name.name === 'count')
      : undefined;
  const address = `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.symbol}`;
  const symbol = count ? `${address}[0]` : address;
  const condition = count?.kind === 'attribute' ? resource.document.source.slice(count.value.range) : undefined;
  return { symbol, id: `${symbol}.id`, name: `${symbol}.name`, condition };
}

function armReference(given: Resource): Reference | undefined {
  const resource = asArmResource(given);
  if (!resource) return undefined;
  const name = armName(resource);
  const condition = resource.isConditional ? armExpression(resource, 'condition') : undefined;
  if (name === undefined || (resource.isConditional && condition === undefined)) return undefined;
  // A name in parts ('parent/child') would have to be taken apart.
  if (resource.type.split('/').length !== 2) return undefined;
  const id = `resourceId('${resource.type}', ${name})`;
  return { symbol: id, id, name, condition };
}

function armName(resource: ArmResource): string | undefined {
  return armExpression(resource, 'name');
}

function armExpression(resource: ArmResource, key: string): string | undefined {
  const property = resource.node.properties.find(({ name }) => name === key);
  const { value } = property ?? {};
  if (value?.kind !== 'string') return undefined;
  const { text } = value;
  if (text.startsWith('[') && !text.startsWith('[[')) return text.slice(1, -1);
  return `'${text.replaceAll("'", "''")}'`;
}
