/** Source texts made from a row of the catalogue: a resource that has a value at the row's path, or has none. */
import type { CatalogueRow } from '../../../src/rules/catalogue/infrastructure/index.ts';

export type Language = 'bicep' | 'arm' | 'terraform';

/** An expression that is written as it stands. */
export interface Written {
  readonly written: string;
}

type Tree = string | number | boolean | null | Written | readonly Tree[] | { readonly [name: string]: Tree };

const API_VERSION = '2026-09-01';

/** The row's resource with a value at its path; without one where the value is undefined. */
export function resourceSource(row: CatalogueRow, language: Language, value: Tree | undefined): string {
  const body = value === undefined ? onlyBranches(row.path) : tree(row.path, value);
  if (language === 'bicep') return bicepResource(row, body);
  if (language === 'arm') return armTemplate(row, body);
  const block = `${terraformHead(row)} {\n${terraformBody(body, '  ')}}\n`;
  return row.kind === 'backend-auth' ? `terraform {\n${block.replace(/^provider/, 'backend')}}\n` : block;
}

/** What a path says about the object it leads through, without its last step. */
function onlyBranches(path: string): { readonly [name: string]: Tree } {
  const branch = /^<([^=<>]+)=([^<>]*)>/.exec(path);
  return branch ? { [branch[1] ?? '']: branch[2] ?? '' } : {};
}

/** `a[].b<kind=X>.c` as an object that has the value there. */
export function tree(path: string, value: Tree): { readonly [name: string]: Tree } {
  const built = build(stepsOf(path), value);
  if (typeof built !== 'object' || built === null || Array.isArray(built)) throw new Error(`no object at ${path}`);
  return built as { readonly [name: string]: Tree };
}

function stepsOf(path: string): readonly string[] {
  return path.match(/<[^<>]*>|\[\]|\{\}|[^.<>[\]{}]+/g) ?? [];
}

function build([step, ...rest]: readonly string[], value: Tree): Tree {
  if (step === undefined) return value;
  const inner = build(rest, value);
  if (step === '[]') return [inner];
  if (step === '{}') return { any: inner };
  if (!step.startsWith('<')) return { [step]: inner };
  const [name = '', text = ''] = step.slice(1, -1).split('=');
  return { ...(inner as { readonly [name: string]: Tree }), [name]: text };
}

function bicepResource(row: CatalogueRow, body: { readonly [name: string]: Tree }): string {
  const graph = row.type.startsWith('Microsoft.Graph/');
  const version = graph ? 'v1.0' : API_VERSION;
  const extension = graph ? 'extension microsoftGraphV1\n\n' : '';
  return `${extension}resource it '${row.type}@${version}' = ${bicep({ name: 'it', ...body }, '')}\n`;
}

function bicep(value: Tree, indentation: string): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (isWritten(value)) return value.written;
  const inner = `${indentation}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => `${inner}${bicep(item, inner)}\n`).join('')}${indentation}]`;
  const lines = Object.entries(value).map(
    ([name, item]) => `${inner}${/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`}: ${bicep(item, inner)}\n`,
  );
  return `{\n${lines.join('')}${indentation}}`;
}

function armTemplate(row: CatalogueRow, body: { readonly [name: string]: Tree }): string {
  const resource = { type: row.type, apiVersion: API_VERSION, name: 'it', ...body };
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { secret: { type: 'secureString' } },
    resources: [resource],
  };
  return `${JSON.stringify(template, (_, value) => (isWritten(value) ? value.written : value), 2)}\n`;
}

function terraformHead({ type, kind }: CatalogueRow): string {
  if (kind === 'provider-auth' || kind === 'backend-auth' || !type.includes('_')) return `provider "${type}"`;
  return `resource "${type}" "it"`;
}

function terraformBody(body: { readonly [name: string]: Tree }, indentation: string): string {
  return Object.entries(body)
    .map(([name, value]) => {
      const isBlock = typeof value === 'object' && value !== null && !isWritten(value) && !Array.isArray(value);
      if (!isBlock) return `${indentation}${name} = ${hcl(value)}\n`;
      const inner = terraformBody(value as { readonly [name: string]: Tree }, `${indentation}  `);
      return `${indentation}${name} {\n${inner}${indentation}}\n`;
    })
    .join('');
}

function hcl(value: Tree): string {
  if (typeof value === 'string') return JSON.stringify(value).replaceAll('${', '$${');
  if (typeof value !== 'object' || value === null) return String(value);
  if (isWritten(value)) return value.written;
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  return `{ ${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)} = ${hcl(item)}`).join(', ')} }`;
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'written' in value;
}
