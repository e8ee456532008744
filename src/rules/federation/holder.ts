import type { SourceDocument } from '../../model/document.ts';
import { folderOf } from '../../model/document.ts';
import { patternKey, patternOf, render } from '../../model/patterns.ts';
import type { ModuleCall, Resource } from '../../model/resource.ts';
import type { StringPattern } from '../../model/string-pattern.ts';

/** The application or managed identity that a federated credential is declared for. */
export interface Holder {
  /** Equal for credentials of the same identity. */
  readonly key: string;
  /** How the source calls it. */
  readonly label: string;
}

/** Where Terraform's types name the identity. */
export const HOLDER_PATHS = ['parent_id', 'user_assigned_identity_id', 'application_id', 'application_object_id'];

/**
 * The identity that a resource adds a credential to; undefined where several are possible, or one per turn of a loop.
 * @param declared the resource as written
 * @param view as the ARM or Graph resource that it deploys, where it is one
 */
export function holderOfResource(declared: Resource, view: Resource): Holder | undefined {
  if (declared.language === 'terraform') return terraformHolder(declared);
  const { parent } = view;
  if (parent) return parent.isLoop ? undefined : inFile(declared.document, parent.symbol, parent.symbol);
  // `deployer/github`, `${application.uniqueName}/github`: what stands before the last slash.
  const name = onlyPattern(declared, 'name');
  const owner = name && beforeLastSlash(name);
  return owner && inFile(declared.document, patternKey(owner), render(owner));
}

/** The identity that a module makes. */
export function holderOfCall({ symbol }: ModuleCall, document: SourceDocument): Holder {
  return inFile(document, `module ${symbol}`, symbol);
}

function terraformHolder(declared: Resource): Holder | undefined {
  const paths = declared.type.startsWith('msgraph_') ? ['url'] : HOLDER_PATHS;
  const [pattern, ...more] = paths.flatMap((path) => onlyPattern(declared, path) ?? []);
  // `each.value.id` is another identity in each turn.
  if (!pattern || more.length > 0 || /\beach\.|\bcount\.|\[|\*/u.test(render(pattern))) return undefined;
  return inFolder(declared.document, pattern);
}

function onlyPattern(resource: Resource, path: string): StringPattern | undefined {
  const [pattern, ...more] = resource.find(path)[0]?.value.patterns ?? [];
  return more.length === 0 ? pattern : undefined;
}

function beforeLastSlash({ parts }: StringPattern): StringPattern | undefined {
  const at = parts.findLastIndex((part) => part.kind === 'known' && part.text.includes('/'));
  const part = parts[at];
  if (part?.kind !== 'known') return undefined;
  const owner = patternOf([
    ...parts.slice(0, at),
    { kind: 'known', text: part.text.slice(0, part.text.lastIndexOf('/')) },
  ]);
  return owner.parts.length > 0 ? owner : undefined;
}

function inFile(document: SourceDocument, key: string, label: string): Holder {
  return { key: `${document.path}\n${key}`, label };
}

/** `azuread_application.x.id`, `.object_id` and the URL with one of them in it name the same application. */
const ADDRESS = /^(?:\/?applications\/)?\$\{([^{}]+?)(?:\.(?:id|object_id))?\}(?:\/federatedIdentityCredentials)?$/u;

/** A Terraform module is its folder. */
function inFolder(document: SourceDocument, pattern: StringPattern): Holder {
  const label = ADDRESS.exec(render(pattern))?.[1] ?? render(pattern);
  return { key: `${folderOf(document.path)}\n${label}`, label };
}
