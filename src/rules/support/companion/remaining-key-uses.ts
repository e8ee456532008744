import type { DocumentKind, Location, SourceDocument, Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import { Memory } from '../../../text/memory.ts';
import type { Range } from '../../../text/range.ts';
import { type KeyUses, keyUses } from '../catalogue-row-uses.ts';
import { azureType } from './services.ts';

/** Files that use keys and are no infrastructure code. */
const KINDS: readonly DocumentKind[] = [
  'bicepparam',
  'arm-parameters',
  'terraform-variables',
  'github-workflow',
  'github-action',
  'azure-pipelines',
  'gitlab-ci',
  'kubernetes',
  'helm-values',
  'azd-project',
  'compose',
  'dockerfile',
  'dotenv',
  'functions-settings',
];

/**
 * The uses of a resource's keys that are left in the workspace: in infrastructure code, and in pipelines, manifests and
 * settings, the commands that ask for a key and the connection strings that name the resource. A use that may be of
 * another resource counts: what this finds nothing of may be closed.
 */
export function remainingKeyUses(resource: Resource, workspace: Workspace): KeyUses {
  const inCode = keyUses(resource, workspace);
  const others = KINDS.flatMap((kind) => workspace.ofKind(kind));
  const name = nameOf(resource);
  const type = azureType(resource.type)?.toLowerCase();
  const uses = others.flatMap((document) =>
    usesIn(document)
      .filter((use) => (use.type === undefined ? use.name === name : use.type === type && mayBe(use.name, name)))
      .map(({ range }): Location => ({ uri: document.uri, range })),
  );
  return { uses: [...inCode.uses, ...uses], files: inCode.files + others.length };
}

/** For the follow-ups of a fix that closes the keys: what was looked at, and what no file can tell. */
export function keyUsesFollowUp({ files }: KeyUses): string {
  const where = files === 1 ? 'the one file' : `the ${files} files`;
  return (
    `Look for callers outside of this workspace: no use of a key was found in ${where} of infrastructure code, ` +
    'pipelines, manifests and settings; the code of applications was not looked at.'
  );
}

/** A name that is not known may be any. */
function mayBe(used: string | undefined, name: string | undefined): boolean {
  return used === undefined || name === undefined || used === name;
}

interface KeyUse {
  readonly range: Range;
  /** Whose keys a command prints, in lower case; undefined for a connection string, which goes by the name. */
  readonly type: string | undefined;
  /** In lower case; undefined where the command does not say. */
  readonly name: string | undefined;
}

const known = new Memory<SourceDocument, readonly KeyUse[]>();

function usesIn(document: SourceDocument): readonly KeyUse[] {
  let uses = known.get(document);
  if (!uses) {
    uses = [...connectionStringsIn(document), ...commandsIn(document)];
    known.set(document, uses);
  }
  return uses;
}

const CONNECTION_STRING =
  /(?:AccountName=(?<account>[\w-]+)|:\/\/(?<host>[\w-]+)\.[\w.-]+)[^\s"']{0,200}?(?:AccountKey|SharedAccessKey|AccessKey|SharedAccessSignature)=/gi;

function connectionStringsIn({ source: { text } }: SourceDocument): readonly KeyUse[] {
  if (!/(?:AccountKey|SharedAccessKey|AccessKey|SharedAccessSignature)=/i.test(text)) return [];
  return Array.from(text.matchAll(CONNECTION_STRING), (match) => ({
    range: rangeOf(match),
    type: undefined,
    name: (match.groups?.['account'] ?? match.groups?.['host'] ?? '').toLowerCase(),
  }));
}

/** Commands that print keys. Source: reference of the Azure CLI and of Azure PowerShell. */
const COMMANDS: readonly (readonly [type: string, command: RegExp])[] = [
  [
    'microsoft.storage/storageaccounts',
    /az storage account (?:keys list|show-connection-string|generate-sas)[^\n]*|Get-AzStorageAccountKey[^\n]*/gi,
  ],
  ['microsoft.servicebus/namespaces', /az servicebus [\w -]*keys list[^\n]*|Get-AzServiceBusKey[^\n]*/gi],
  ['microsoft.eventhub/namespaces', /az eventhubs [\w -]*keys list[^\n]*|Get-AzEventHubKey[^\n]*/gi],
  ['microsoft.documentdb/databaseaccounts', /az cosmosdb keys list[^\n]*|Get-AzCosmosDBAccountKey[^\n]*/gi],
  ['microsoft.containerregistry/registries', /az acr credential show[^\n]*|Get-AzContainerRegistryCredential[^\n]*/gi],
  ['microsoft.cognitiveservices/accounts', /az cognitiveservices account keys list[^\n]*/gi],
  ['microsoft.search/searchservices', /az search (?:admin|query)-key (?:show|list)[^\n]*/gi],
  ['microsoft.appconfiguration/configurationstores', /az appconfig credential list[^\n]*/gi],
  ['microsoft.signalrservice/signalr', /az signalr key list[^\n]*/gi],
];

const NAMED = /(?:--(?:account-|namespace-|service-)?name|-n|-Name|-AccountName)[ =]+["']?(?<name>[\w-]+)["']?(?=\s|$)/;

function commandsIn({ source: { text } }: SourceDocument): readonly KeyUse[] {
  if (!/\baz |Get-Az/.test(text)) return [];
  return COMMANDS.flatMap(([type, command]) =>
    Array.from(text.matchAll(command), (match) => ({
      range: rangeOf(match),
      type,
      name: NAMED.exec(match[0])?.groups?.['name']?.toLowerCase(),
    })),
  );
}

function rangeOf(match: RegExpExecArray): Range {
  return { start: match.index, end: match.index + match[0].trimEnd().length };
}

function nameOf(resource: Resource): string | undefined {
  const [pattern, another] = resource.find('name')[0]?.value.patterns ?? [];
  return pattern && !another ? exactText(pattern)?.toLowerCase() : undefined;
}
