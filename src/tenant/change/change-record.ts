/**
 * Who changed what in a tenant, written down before it is sent. Holds names and ids, never the value of a credential, and
 * no words of a service, which may quote one.
 */
export interface ChangeRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tenant: { readonly id: string; readonly name: string };
  /** Who was signed in. */
  readonly account: string;
  /** Imperative: `Remove client secret "deploy" (7d0f...)`. */
  readonly change: string;
  readonly identity: { readonly displayName: string; readonly clientId: string };
  /** Of the application, service principal or managed identity that is changed. */
  readonly objectId: string;
  /** Name of the migration plan that it is a step of. */
  readonly plan?: string;
  /** Absent where the window was closed, or the machine stopped, before an answer came. */
  readonly outcome?: ChangeOutcome;
}

export const CHANGE_STATES = ['made', 'refused', 'unclear'] as const;

export interface ChangeOutcome {
  /** ISO 8601. */
  readonly at: string;
  /** `unclear`: it was sent, and whether it was made could not be found out. */
  readonly state: (typeof CHANGE_STATES)[number];
  /** A sentence in words of our own. */
  readonly text: string;
  /** To quote to Microsoft's support. */
  readonly requestId?: string;
}

/** A record from the text of its file and that of its outcome; undefined for what is no record. */
export function parseChange(text: string, outcomeText: string | undefined): ChangeRecord | undefined {
  const record = parsed(text);
  const [tenant, identity] = [objectIn(record, 'tenant'), objectIn(record, 'identity')];
  const isWhole = [
    ...['id', 'at', 'account', 'change', 'objectId'].map((name) => record?.[name]),
    ...['id', 'name'].map((name) => tenant?.[name]),
    ...['displayName', 'clientId'].map((name) => identity?.[name]),
  ].every((value) => typeof value === 'string');
  if (!isWhole) return undefined;
  const outcome = outcomeText === undefined ? undefined : outcomeOf(parsed(outcomeText));
  return { ...(record as unknown as ChangeRecord), ...(outcome && { outcome }) };
}

function outcomeOf(raw: Raw | undefined): ChangeOutcome | undefined {
  const isWhole =
    typeof raw?.['at'] === 'string' &&
    typeof raw['text'] === 'string' &&
    CHANGE_STATES.some((state) => state === raw['state']);
  return isWhole ? (raw as unknown as ChangeOutcome) : undefined;
}

/** The log as a person reads it, the newest change first. */
export function changeLogText(records: readonly ChangeRecord[]): string {
  const newestFirst = [...records].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return newestFirst.map((record) => `${linesOf(record).join('\n')}\n`).join('\n');
}

function linesOf({ at, tenant, account, change, identity, objectId, plan, outcome }: ChangeRecord): readonly string[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['identity', `${identity.displayName} (${identity.clientId})`],
    ['object id', objectId],
    ['tenant', `${tenant.name} (${tenant.id})`],
    ['by', account],
    ['plan', plan],
    ['result', outcome?.text ?? 'No answer was waited for: look in the tenant whether it was made.'],
    ['request id', outcome?.requestId],
  ];
  const time = at.slice(0, 19).replace('T', ' ');
  return [
    `${time} UTC  [${outcome?.state ?? 'unclear'}] ${oneLine(change)}`,
    ...rows.flatMap(([name, value]) => (value ? [`    ${name.padEnd(10)}  ${oneLine(value)}`] : [])),
  ];
}

/** Names are what people made of them: a line break in one must not look like a record. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

type Raw = Readonly<Record<string, unknown>>;

function parsed(text: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Raw) : undefined;
  } catch {
    return undefined;
  }
}

function objectIn(raw: Raw | undefined, name: string): Raw | undefined {
  const value = raw?.[name];
  return typeof value === 'object' && value !== null ? (value as Raw) : undefined;
}
