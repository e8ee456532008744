import {
  type DocumentKind,
  folderOf,
  type Location,
  type SourceDocument,
  type Workspace,
} from '../../../model/document.ts';
import { modelOf } from '../../../model/model.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import { azureType } from './services.ts';

/** What was found of the keys of a resource, and where that was looked for. */
export interface KeyUses {
  /** Places that use a key of the resource, or of one that may be it, in order of the files. */
  readonly uses: readonly Location[];
  /** How many files were read. */
  readonly fileCount: number;
}

const INFRASTRUCTURE: readonly DocumentKind[] = ['bicep', 'arm-template', 'terraform'];
const OTHERS: readonly DocumentKind[] = [
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
 * The uses of a resource's keys that are left in the workspace: calls of `list*()`, attributes that hold a key,
 * commands that ask for one, and connection strings. A resource of another file whose name is not known may be the
 * same one, and counts: what this finds nothing of may be closed.
 */
export function remainingKeyUses(resource: Resource, workspace: Workspace): KeyUses {
  const uses: Location[] = [];
  let fileCount = 0;
  for (const kind of INFRASTRUCTURE) {
    for (const document of workspace.ofKind(kind)) {
      fileCount += 1;
      uses.push(...usesInCode(document, resource, workspace), ...usesInText(document, resource));
    }
  }
  for (const document of OTHERS.flatMap((kind) => workspace.ofKind(kind))) {
    fileCount += 1;
    uses.push(...usesInText(document, resource), ...commandsIn(document, resource));
  }
  return { uses, fileCount };
}

/** For the follow-ups of a fix that closes the keys: what was looked at, and what no file can tell. */
export function keyUsesFollowUp(resource: Resource, { fileCount }: KeyUses): string {
  const files = fileCount === 1 ? 'the one file' : `the ${fileCount} files`;
  return (
    `No use of a key of ${resource.symbol} was found in ${files} of this workspace that hold infrastructure code, ` +
    'pipelines or settings. Make sure that nothing else uses one (application code, other repositories, people), ' +
    'and that the role assignments have been deployed, before you deploy this.'
  );
}

const KEY_CALL = /\blist\w*(?:key|secret|credential|connectionstring|sas|token)\w*\s*\(/i;
const CALL_ON_SYMBOL = /(?<![\w.:])(?<symbol>\w+(?:::\w+)*)!?\.list\w*\s*\(/gi;
const CALL_WITH_ID = /(?<![\w.])(?:az\.)?list\w*\s*\(\s*(?<symbol>\w+(?:::\w+)*)\.id\b/gi;
const CALL_WITH_TYPE =
  /(?<![\w.])(?:az\.)?list\w*\s*\(\s*(?:extensionResourceId|resourceId)\s*\([^()]*?'(?<type>[\w.]+\/[\w/]+)'/gi;
const KEY_ATTRIBUTE =
  /(?<![\w.])(?<data>data\.)?(?<type>azurerm_\w+)\.(?<symbol>[\w-]+)(?:\[[^\]]*\])?\.(?:(?:primary|secondary)_\w*(?:key|connection_string|connection_string_alias)|connection_strings|admin_password|primary_(?:read|write)_key\b[\w.[\]]*)/g;
const SAS = /(?<![\w.])(?<data>data\.)?(?<type>azurerm_\w+)\.(?<symbol>[\w-]+)(?:\[[^\]]*\])?\.sas\b/g;

function usesInCode(document: SourceDocument, resource: Resource, workspace: Workspace): readonly Location[] {
  const { text } = document.source;
  if (document.kind === 'terraform') {
    return [...text.matchAll(KEY_ATTRIBUTE), ...text.matchAll(SAS)].flatMap((match) => {
      const { type = '', symbol = '', data } = match.groups ?? {};
      return azureType(type) === azureType(resource.type) && mayBeNamed(document, symbol, data, resource, workspace)
        ? [place(document, match)]
        : [];
    });
  }
  if (!KEY_CALL.test(text)) return [];
  const bySymbol = [...text.matchAll(CALL_ON_SYMBOL), ...text.matchAll(CALL_WITH_ID)].filter(
    (match) => KEY_CALL.test(match[0]) && mayBeSymbol(document, match.groups?.['symbol'] ?? '', resource, workspace),
  );
  const byType = [...text.matchAll(CALL_WITH_TYPE)].filter((match) => isTypeOf(match.groups?.['type'] ?? '', resource));
  return [...bySymbol, ...byType].map((match) => place(document, match)).sort((a, b) => a.range.start - b.range.start);
}

/** Whether a symbol of a Bicep file may be the resource, or a rule or credential below it. */
function mayBeSymbol(document: SourceDocument, symbol: string, resource: Resource, workspace: Workspace): boolean {
  const name = symbol.slice(symbol.lastIndexOf(':') + 1);
  const declared =
    modelOf(document, workspace).infrastructure?.resources.filter((other) => other.symbol === name) ?? [];
  return declared.some((other) => {
    if (!isTypeOf(other.type, resource)) return false;
    for (let at: Resource | undefined = other; at; at = at.parent) if (mayBeSame(at, resource)) return true;
    return other.type.toLowerCase() !== azureType(resource.type)?.toLowerCase() && other.parent === undefined;
  });
}

function mayBeNamed(
  document: SourceDocument,
  symbol: string,
  data: string | undefined,
  resource: Resource,
  workspace: Workspace,
): boolean {
  const isBeside = folderOf(document.path) === folderOf(resource.document.path);
  const mode = data === undefined ? 'resource' : 'data';
  if (isBeside && mode === resource.mode) return symbol === resource.symbol;
  const declared = workspace
    .inFolder('terraform', folderOf(document.path))
    .flatMap((other) => modelOf(other, workspace).infrastructure?.resources ?? [])
    .filter((other) => other.symbol === symbol && other.mode === mode && other.type === resource.type);
  return declared.some((other) => mayBeSame(other, resource));
}

/** The same declaration, or one that looks up or makes a resource of the same type whose name may be the same. */
function mayBeSame(other: Resource, resource: Resource): boolean {
  if (azureType(other.type)?.toLowerCase() !== azureType(resource.type)?.toLowerCase()) return false;
  if (other.document.uri === resource.document.uri && other.symbol === resource.symbol) return true;
  // Two resources that one deployment makes are two.
  if (other.mode === 'resource' && resource.mode === 'resource') return false;
  const names = [nameOf(other), nameOf(resource)];
  return names.includes(undefined) || names[0] === names[1];
}

function isTypeOf(type: string, resource: Resource): boolean {
  const own = azureType(resource.type)?.toLowerCase();
  const lower = type.toLowerCase();
  return own !== undefined && (lower === own || lower.startsWith(`${own}/`));
}

function nameOf(resource: Resource): string | undefined {
  const [pattern, another] = resource.find('name')[0]?.value.patterns ?? [];
  return pattern && !another ? exactText(pattern)?.toLowerCase() : undefined;
}

/** Connection strings that name the resource. */
function usesInText(document: SourceDocument, resource: Resource): readonly Location[] {
  const name = nameOf(resource);
  if (!name || !/(?:AccountKey|SharedAccessKey|AccessKey|SharedAccessSignature)=/i.test(document.source.text))
    return [];
  const escaped = name.replaceAll(/[^a-z\d]/g, (character) => `\\${character}`);
  const connection = new RegExp(
    `(?:AccountName=|://)${escaped}\\b[^\\s"']{0,200}?(?:AccountKey|SharedAccessKey|AccessKey|SharedAccessSignature)=`,
    'gi',
  );
  return [...document.source.text.matchAll(connection)].map((match) => place(document, match));
}

/** Commands that print keys, by the type they print those of. */
const COMMANDS: Readonly<Record<string, RegExp>> = {
  'microsoft.storage/storageaccounts':
    /az storage account (?:keys list|show-connection-string|generate-sas)[^\n]*|Get-AzStorageAccountKey[^\n]*/gi,
  'microsoft.servicebus/namespaces':
    /az servicebus [\w -]*authorization-rule keys list[^\n]*|Get-AzServiceBusKey[^\n]*/gi,
  'microsoft.eventhub/namespaces': /az eventhubs [\w -]*authorization-rule keys list[^\n]*|Get-AzEventHubKey[^\n]*/gi,
  'microsoft.documentdb/databaseaccounts': /az cosmosdb keys list[^\n]*|Get-AzCosmosDBAccountKey[^\n]*/gi,
  'microsoft.containerregistry/registries': /az acr credential show[^\n]*|Get-AzContainerRegistryCredential[^\n]*/gi,
  'microsoft.cognitiveservices/accounts': /az cognitiveservices account keys list[^\n]*/gi,
  'microsoft.search/searchservices': /az search (?:admin|query)-key (?:show|list)[^\n]*/gi,
  'microsoft.appconfiguration/configurationstores': /az appconfig credential list[^\n]*/gi,
  'microsoft.signalrservice/signalr': /az signalr key list[^\n]*/gi,
};

/** A command that names another resource in so many words is about that one. */
function commandsIn(document: SourceDocument, resource: Resource): readonly Location[] {
  const command = COMMANDS[azureType(resource.type)?.toLowerCase() ?? ''];
  if (!command) return [];
  const name = nameOf(resource);
  return [...document.source.text.matchAll(command)].flatMap((match) => {
    const named =
      /(?:--(?:account-)?name|--namespace-name|--service-name|-n|-Name|-AccountName)[ =]+["']?([\w-]+)["']?(?=\s|$)/.exec(
        match[0],
      )?.[1];
    return named !== undefined && name !== undefined && named.toLowerCase() !== name ? [] : [place(document, match)];
  });
}

function place({ uri }: SourceDocument, match: RegExpExecArray): Location {
  return { uri, range: { start: match.index, end: match.index + match[0].trimEnd().length } };
}
