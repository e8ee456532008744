import { type Configuration, DEFAULT_CONFIGURATION } from '../../src/lint/configuration.ts';
import { parseConfiguration } from '../../src/lint/parse-configuration.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { SourceDocument } from '../../src/model/document.ts';
import type { InventoryIdentity, InventoryView } from '../../src/rules/inventory-view.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { type Marker, readMarkers } from './markers.ts';

/** One test case of a rule: a small workspace, what is to be found in it, and how it must look once fixed. */
export interface RuleCase {
  readonly name: string;
  /** Nothing is to be found. */
  readonly isValid: boolean;
  /** Syntax errors are the point of the case. */
  readonly isBroken: boolean;
  readonly files: readonly CaseFile[];
  readonly configuration: Configuration;
  readonly inventory: InventoryView | undefined;
  /** What `inventory` was read from. */
  readonly inventoryText: string | undefined;
  /** By number of the fix (1 is the first): the text of each changed file, by path. */
  readonly fixed: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export interface CaseFile {
  /** As the engine sees it: `.github/workflows/case.yml`. */
  readonly path: string;
  /** Without markers. */
  readonly text: string;
  readonly markers: readonly Marker[];
}

/** A file of a case as it stands on disk. */
export interface RawFile {
  readonly path: string;
  readonly text: string;
}

/** Builds a case from its files. @throws MarkerError @throws Error where its keyless.yaml has mistakes */
export function ruleCase(
  rule: Rule,
  name: string,
  rawFiles: readonly RawFile[],
  fixed: RuleCase['fixed'] = new Map(),
): RuleCase {
  const configurationText = rawFiles.find((file) => file.path === 'keyless.yaml')?.text;
  const inventoryText = rawFiles.find((file) => file.path === 'inventory.json')?.text;
  return {
    name,
    isValid: name.startsWith('valid-'),
    isBroken: name.startsWith('broken-') || name.startsWith('valid-broken-'),
    files: rawFiles
      .filter((file) => file.path !== 'keyless.yaml' && file.path !== 'inventory.json')
      .map((file) => ({ path: file.path, ...readMarkers(file.text) })),
    configuration: configurationText === undefined ? DEFAULT_CONFIGURATION : configurationOf(rule, configurationText),
    inventoryText,
    inventory: inventoryText === undefined ? undefined : inventoryOf(inventoryText),
    fixed,
  };
}

function configurationOf(rule: Rule, text: string): Configuration {
  const document = createDocument('file:///keyless.yaml', 'keyless.yaml', text);
  const { configuration, findings } = parseConfiguration(document, [rule]);
  if (findings.length > 0) throw new Error(`keyless.yaml: ${findings.map((finding) => finding.message).join(' ')}`);
  return configuration;
}

/**
 * `inventory.json` of a case: `{ "asOf", "tenantId", "identities": [InventoryIdentity] }`.
 * `credentials` and `federatedCredentials` of an identity may be left out.
 */
export function inventoryOf(text: string): InventoryView {
  const data = JSON.parse(text) as {
    asOf: string;
    tenantId: string;
    identities: (Omit<InventoryIdentity, 'credentials' | 'federatedCredentials'> & Partial<InventoryIdentity>)[];
  };
  const identities = data.identities.map((identity) => ({ credentials: [], federatedCredentials: [], ...identity }));
  return {
    asOf: data.asOf,
    tenantId: data.tenantId,
    byClientId: (clientId) => identities.find((identity) => sameId(identity.clientId, clientId)),
    byObjectId: (objectId) => identities.find((identity) => sameId(identity.objectId, objectId)),
    federatedIdentities: () => identities.filter((identity) => identity.federatedCredentials.length > 0),
  };
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The workspace of a case with some of its texts replaced. */
export function workspaceOf(texts: ReadonlyMap<string, string>): WorkspaceIndex {
  const workspace = new WorkspaceIndex();
  for (const [path, text] of texts) workspace.set(createDocument(uriOf(path), path, text));
  return workspace;
}

export function uriOf(path: string): string {
  return `file:///case/${path}`;
}

export function documentsOf(workspace: WorkspaceIndex): readonly SourceDocument[] {
  return workspace.documents.filter((document) => document.kind !== 'other');
}
