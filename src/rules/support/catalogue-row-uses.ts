import {
  type DocumentKind,
  folderOf,
  type Location,
  type SourceDocument,
  type Workspace,
} from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { Memory } from '../../text/memory.ts';
import { isSecretAttribute } from './value-state.ts';

/** What was found of the uses of a resource's keys, and in how many files it was looked for. */
export interface KeyUses {
  readonly uses: readonly Location[];
  readonly files: number;
}

const KINDS: readonly DocumentKind[] = ['bicep', 'arm-template', 'terraform'];

/**
 * Where the infrastructure code of the workspace still takes keys of a resource: calls of list functions, and attributes
 * that hold keys. Files are read as text, so a call behind a variable of another module may count although it means
 * another resource, never the other way round.
 */
export function keyUses(resource: Resource, workspace: Workspace): KeyUses {
  const documents = KINDS.flatMap((kind) => workspace.ofKind(kind));
  const uses = documents.flatMap((document) =>
    usesIn(document)
      .filter((use) => mayMean(use, resource, document))
      .map(({ range }) => ({ uri: document.uri, range })),
  );
  return { uses, files: documents.length };
}

interface KeyUse {
  readonly range: Location['range'];
  /** In lower case; undefined where the text does not say. */
  readonly type: string | undefined;
  readonly symbol: string | undefined;
  /** The resource is looked up, so it may be declared in any file. */
  readonly isLookup: boolean;
}

const known = new Memory<SourceDocument, readonly KeyUse[]>();

function usesIn(document: SourceDocument): readonly KeyUse[] {
  let uses = known.get(document);
  if (!uses) {
    uses = document.kind === 'terraform' ? terraformUses(document) : armUses(document);
    known.set(document, uses);
  }
  return uses;
}

function terraformUses({ source: { text } }: SourceDocument): readonly KeyUse[] {
  const reference = /(?<data>\bdata\.)?\b(?<type>azurerm_\w+)\.(?<symbol>[\w-]+)(?:\[[^\]\n]*\])?\.(?<path>[\w.]+)/g;
  return Array.from(text.matchAll(reference), (match): readonly KeyUse[] => {
    const { data, type = '', symbol, path = '' } = match.groups ?? {};
    const of = data ? 'data' : 'resource';
    if (!isSecretAttribute(of, type, path)) return [];
    const range = { start: match.index, end: match.index + match[0].length };
    return [{ range, type: type.toLowerCase(), symbol, isLookup: of === 'data' }];
  }).flat();
}

function armUses({ source: { text } }: SourceDocument): readonly KeyUse[] {
  if (!/list\w*\(/i.test(text)) return [];
  const declared = new Map(
    Array.from(
      text.matchAll(/^[ \t]*resource\s+(?<symbol>\w+)\s+'(?<type>[^'@]+)(?:@[^']*)?'(?<existing>\s+existing)?/gm),
      ({ groups }) => [groups?.['symbol'] ?? '', groups] as const,
    ),
  );
  const call = /(?:(?<symbol>\w+)(?:\[[^\]\n]*\])?[!?]?\.)?\b(?<name>list[A-Z]\w*)\((?<argument>[^,)\n]*)/g;
  return Array.from(text.matchAll(call), (match): KeyUse => {
    const { symbol: receiver, argument = '' } = match.groups ?? {};
    const range = { start: match.index, end: match.index + match[0].length };
    const symbol = receiver === undefined || receiver === 'az' ? /^\s*(\w+)\.id\b/.exec(argument)?.[1] : receiver;
    const declaration = declared.get(symbol ?? '');
    const type =
      declaration?.['type'] ?? /resourceId\(\s*'([^']+)'/i.exec(text.slice(match.index, match.index + 400))?.[1];
    // A nested type such as 'authorizationRules' does not say whose it is.
    const isWhole = type?.includes('/');
    return {
      range,
      type: isWhole ? type?.toLowerCase() : undefined,
      symbol,
      isLookup: declaration === undefined || declaration['existing'] !== undefined,
    };
  });
}

function mayMean(use: KeyUse, resource: Resource, document: SourceDocument): boolean {
  const type = resource.type.toLowerCase();
  // What the text does not say may be this one only where this one stands.
  if (use.type === undefined) return document.uri === resource.document.uri;
  if (familyOf(use.type) !== familyOf(type)) return false;
  if (use.isLookup) return true;
  const isTerraform = document.kind === 'terraform';
  const isNear = isTerraform
    ? folderOf(document.path) === folderOf(resource.document.path)
    : document.uri === resource.document.uri;
  return isNear && (use.type !== type || use.symbol === resource.symbol);
}

/** Keys of a namespace may be those of a rule below it: what the provider and first word of the type say is compared. */
function familyOf(type: string): string {
  return type
    .split(type.includes('/') ? '/' : '_')
    .slice(0, 2)
    .join('/');
}
