import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BicepFileKind, type BicepNode, descendantsOf, parseBicep } from '../../../src/syntax/bicep/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

// Compares our trees with those of the Bicep compiler, on a local copy of Azure/bicep:
//   node test/syntax/bicep/compare-trees.ts <copy>/src/Bicep.Core.Samples/Files/baselines
// Its `main.syntax.bicep` name every node of `main.bicep` with its line, column and length. A node agrees where ours
// of the corresponding kind has the same place and length.

const OFFICIAL_KINDS: Partial<Record<BicepNode['kind'], string>> = {
  'target-scope': 'TargetScopeSyntax',
  'parameter-assignment': 'ParameterAssignmentSyntax',
  using: 'UsingDeclarationSyntax',
  extends: 'ExtendsDeclarationSyntax',
  'extension-config': 'ExtensionConfigAssignmentSyntax',
  metadata: 'MetadataDeclarationSyntax',
  parameter: 'ParameterDeclarationSyntax',
  variable: 'VariableDeclarationSyntax',
  type: 'TypeDeclarationSyntax',
  function: 'FunctionDeclarationSyntax',
  'function-parameter': 'TypedLocalVariableSyntax',
  resource: 'ResourceDeclarationSyntax',
  module: 'ModuleDeclarationSyntax',
  test: 'TestDeclarationSyntax',
  assert: 'AssertDeclarationSyntax',
  output: 'OutputDeclarationSyntax',
  import: 'CompileTimeImportDeclarationSyntax',
  'import-list': 'ImportedSymbolsListSyntax',
  'imported-symbol': 'ImportedSymbolsListItemSyntax',
  'wildcard-import': 'WildcardImportSyntax',
  extension: 'ExtensionDeclarationSyntax',
  integer: 'IntegerLiteralSyntax',
  boolean: 'BooleanLiteralSyntax',
  null: 'NullLiteralSyntax',
  array: 'ArraySyntax',
  spread: 'SpreadExpressionSyntax',
  object: 'ObjectSyntax',
  property: 'ObjectPropertySyntax',
  for: 'ForSyntax',
  if: 'IfConditionSyntax',
  reference: 'VariableAccessSyntax',
  call: 'FunctionCallSyntax',
  'method-call': 'InstanceFunctionCallSyntax',
  member: 'PropertyAccessSyntax',
  index: 'ArrayAccessSyntax',
  'nested-resource': 'ResourceAccessSyntax',
  'non-null': 'NonNullAssertionSyntax',
  unary: 'UnaryOperationSyntax',
  binary: 'BinaryOperationSyntax',
  conditional: 'TernaryOperationSyntax',
  parenthesized: 'ParenthesizedExpressionSyntax',
  lambda: 'LambdaSyntax',
  'named-type': 'TypeVariableAccessSyntax',
  'resource-type': 'ResourceTypeSyntax',
  'items-type': 'TypeItemsAccessSyntax',
  'additional-properties-type': 'TypeAdditionalPropertiesAccessSyntax',
  'array-type': 'ArrayTypeSyntax',
  'tuple-type': 'TupleTypeSyntax',
  'tuple-type-item': 'TupleTypeItemSyntax',
  'object-type': 'ObjectTypeSyntax',
  'type-property': 'ObjectTypePropertySyntax',
  'type-wildcard': 'ObjectTypeAdditionalPropertiesSyntax',
  'nullable-type': 'NullableTypeSyntax',
  'non-nullable-type': 'NonNullableTypeSyntax',
  'unary-type': 'UnaryTypeOperationSyntax',
  'union-type': 'UnionTypeSyntax',
  'parenthesized-type': 'ParenthesizedTypeSyntax',
  'index-type': 'TypeArrayAccessSyntax',
  'member-type': 'TypePropertyAccessSyntax',
  string: 'StringSyntax',
  decorator: 'DecoratorSyntax',
};

/** Literals have kinds of their own where they are types; ours do not. */
const SAME_KIND = new Map([
  ['StringTypeLiteralSyntax', 'StringSyntax'],
  ['IntegerTypeLiteralSyntax', 'IntegerLiteralSyntax'],
  ['BooleanTypeLiteralSyntax', 'BooleanLiteralSyntax'],
  ['NullTypeLiteralSyntax', 'NullLiteralSyntax'],
]);

/** A multi-line token has lines of its own between the names, so only what is one line or a node is compared. */
function officialNodes(dump: string, sourceLines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const compared = new Set(Object.values(OFFICIAL_KINDS));
  let line = -1;
  for (const text of dump.split(/\r?\n/)) {
    const found = /^\/\/@\[(\d+):(\d+)\) ([^A-Za-z]*)(\w+)/.exec(text);
    if (!found) {
      if (line + 1 < sourceLines.length && text === sourceLines[line + 1]) line += 1;
      continue;
    }
    const kind = SAME_KIND.get(found[4] ?? '') ?? found[4] ?? '';
    if (!compared.has(kind)) continue;
    count(counts, `${kind} ${line}:${Number(found[1])}+${Number(found[2]) - Number(found[1])}`);
  }
  return counts;
}

function ourNodes(source: SourceText, kind: BicepFileKind): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of descendantsOf(parseBicep(source, kind))) {
    const kind = OFFICIAL_KINDS[node.kind];
    if (!kind) continue;
    const { line, character } = source.positionAt(node.range.start);
    count(counts, `${kind} ${line}:${character}+${node.range.end - node.range.start}`);
  }
  return counts;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Columns of the compiler do not count a byte order mark. */
function read(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
}

const [folder = '.'] = process.argv.slice(2);
let same = 0;
let onlyOfficial = 0;
let onlyOurs = 0;
const differing: string[] = [];
for (const name of readdirSync(folder).sort()) {
  for (const [file, kind] of [
    ['main', 'bicep'],
    ['parameters', 'bicepparam'],
  ] as const) {
    const sourcePath = join(folder, name, `${file}.${kind}`);
    const dumpPath = join(folder, name, `${file}.syntax.${kind}`);
    if (name.startsWith('Invalid') || !existsSync(sourcePath) || !existsSync(dumpPath)) continue;
    const source = new SourceText(read(sourcePath));
    const official = officialNodes(read(dumpPath), source.text.split(/\r?\n/));
    const ours = ourNodes(source, kind);
    for (const [key, expected] of official) {
      const actual = ours.get(key) ?? 0;
      same += Math.min(expected, actual);
      onlyOfficial += Math.max(0, expected - actual);
      if (actual < expected) differing.push(`${name}: only official: ${key}`);
    }
    for (const [key, actual] of ours) {
      const expected = official.get(key) ?? 0;
      onlyOurs += Math.max(0, actual - expected);
      if (actual > expected) differing.push(`${name}: only ours: ${key}`);
    }
  }
}
process.stdout.write(`${differing.slice(0, 100).join('\n')}\n`);
process.stdout.write(`${same} nodes agree, ${onlyOfficial} only in the official trees, ${onlyOurs} only in ours\n`);
