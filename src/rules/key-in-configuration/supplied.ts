import { render } from '../../model/patterns.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value, ValueSource } from '../../model/value.ts';
import { appSettingRows, type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import type { Severity } from '../finding.ts';
import { type FlowPlace, placesOf } from '../support/flow/secret-places.ts';
import { secretOf } from '../support/flow/secret-sources.ts';
import { nameOf, sinkOf } from '../support/flow/sinks.ts';
import { parametersIn } from '../support/flow/whole-parameter.ts';
import { HOST_STORAGE } from './connection-fix.ts';

/** A setting that takes a key or password from a parameter or a Key Vault although a keyless form of it exists. */
export interface SuppliedKey {
  readonly place: FlowPlace;
  readonly name: string;
  readonly credential: string;
  /** For messages: `the parameter "x"`. */
  readonly origin: string;
  readonly instead: string;
  readonly severity: Severity;
}

/** Rows whose names mean one service and one credential. Client secrets and passwords are for other rules. */
const NAMED =
  /^setting\.(?:webjobs-storage|storage-env|search-key|ai-key|fn-openai|batch-key|maps-key|webpubsub-conn|fn-signalr|communication-conn)$/;
const SQL = 'setting.sql-password';
/** Without one of these in the text of a resource there is nothing to look for. */
const SIGN = /AzureWebJobsStorage|_KEY\b|_CONNECTION_?STRING|ConnectionString|SAS_TOKEN|OpenAI|Password\s*=|Pwd\s*=/i;

export function suppliedKeys(resource: Resource): readonly SuppliedKey[] {
  const { document } = resource;
  if (!rowsOf(resource).some(({ kind }) => kind === 'app-setting-host')) return [];
  if (!SIGN.test(document.source.slice(resource.range))) return [];
  return placesOf(resource.body.properties, document.uri, isSupplied).flatMap((place) => suppliedAt(place, resource));
}

function suppliedAt(place: FlowPlace, resource: Resource): readonly SuppliedKey[] {
  const { value } = place.property;
  const name = nameOf(place);
  const row = rowFor(name, value);
  const origin = row && originOf(value);
  if (!row || !origin || sinkOf(place, resource).kind !== 'setting') return [];
  return [{ place, name, credential: row.credential ?? 'key', ...origin, instead: insteadOf(row, name) }];
}

function isSupplied(source: ValueSource): boolean {
  return source.kind === 'parameter' || secretOf(source)?.kind === 'key-vault';
}

let rows:
  | readonly { readonly row: CatalogueRow; readonly name: RegExp; readonly value: RegExp | undefined }[]
  | undefined;

function rowFor(name: string, value: Value): CatalogueRow | undefined {
  rows ??= appSettingRows('bicep')
    .filter(({ id }) => NAMED.test(id) || id === SQL)
    .map((row) => ({
      row,
      name: new RegExp(row.nameRegex ?? '', 'i'),
      value: row.id === SQL ? new RegExp(row.valueRegex ?? '', 'i') : undefined,
    }));
  return rows.find(
    (candidate) =>
      candidate.name.test(name) && (!candidate.value || value.patterns.some((it) => candidate.value?.test(render(it)))),
  )?.row;
}

function originOf(value: Value): Pick<SuppliedKey, 'origin' | 'severity'> | undefined {
  const [parameter] = parametersIn(value);
  if (parameter) return { origin: `the parameter "${parameter.name}"`, severity: 'warning' };
  const vault = value.sources.some((source) => secretOf(source)?.kind === 'key-vault');
  return vault ? { origin: 'a Key Vault', severity: 'information' } : undefined;
}

function insteadOf({ id, roles }: CatalogueRow, name: string): string {
  if (id === SQL) {
    return 'Write `Authentication=Active Directory Managed Identity` in the place of user and password, and make the identity a user of the database.';
  }
  const [role] = roles;
  const grant = role ? ` and give the identity of the app ${role.name}` : '';
  if (name === HOST_STORAGE) return `Set \`${name}__accountName\` instead,${grant}.`;
  return `Instead, connect to the endpoint of the service with \`DefaultAzureCredential\`,${grant}.`;
}
