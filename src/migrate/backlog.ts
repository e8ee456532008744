import { type Privilege, privilegesOf } from '../tenant/assessment/privilege.ts';
import { type AssessmentSeverity, compareSeverity } from '../tenant/assessment/severity.ts';
import type { Identity } from '../tenant/model/identity.ts';
import { decide } from './decision.ts';
import { markdown } from './document/markdown.ts';
import { callersOf } from './evidence/callers.ts';
import { isLiveSecret, keyUses } from './evidence/keys.ts';
import type { Way } from './plan.ts';
import { QUIET_DAYS } from './quiet-days.ts';
import type { PlanSources } from './sources.ts';

/** An identity with client secrets, and what it takes to be rid of them. */
export interface BacklogItem {
  readonly clientId: string;
  readonly displayName: string;
  /** What whoever gets hold of a secret could do. */
  readonly risk: AssessmentSeverity;
  /** The worst of it: `Owner on /subscriptions/...`. */
  readonly privilege: string | undefined;
  readonly way: Way;
  /** 1: nobody has to change anything; 5: nobody knows yet who has to. */
  readonly effort: number;
  readonly secrets: number;
  /** Last sign-in with one of them, ISO 8601. */
  readonly lastUsed: string | undefined;
  /** Places in the workspace that sign in with one. */
  readonly callers: readonly string[];
}

/** The identities that have client secrets: the most dangerous first, among equals the easiest. */
export function backlog(sources: PlanSources, quietDays = QUIET_DAYS): readonly BacklogItem[] {
  const { inventory, now } = sources;
  const rows = inventory.query({ withSecrets: true, ownership: ['own', 'third-party'], now: now.getTime() }).rows;
  return rows
    .flatMap(({ clientId }) => inventory.identity(clientId) ?? [])
    .flatMap((identity) => itemOf(identity, quietDays, sources))
    .sort(
      (a, b) =>
        compareSeverity(a.risk, b.risk) ||
        a.effort - b.effort ||
        (a.displayName < b.displayName ? -1 : a.displayName > b.displayName ? 1 : 0),
    );
}

function itemOf(identity: Identity, quietDays: number, sources: PlanSources): readonly BacklogItem[] {
  const { inventory, now } = sources;
  const asOf = Date.parse(inventory.header?.asOf ?? now.toISOString());
  const keys = keyUses(identity, inventory.sections, asOf, quietDays);
  const secrets = keys.filter(isLiveSecret);
  if (secrets.length === 0) return [];
  const callers = callersOf(identity.clientId, [], sources)
    .map(({ caller }) => caller)
    .filter(({ method }) => method === 'secret');
  const evidence = { keys, signIns: [], callers, places: [], hosts: [], access: [], gaps: [] };
  const { way } = decide(identity, evidence, undefined);
  const [worst] = privilegesOf(identity);
  return [
    {
      clientId: identity.clientId,
      displayName: identity.displayName,
      risk: worst?.tier ?? 'low',
      privilege: worst && privilegeText(worst),
      way,
      effort: EFFORT[way],
      secrets: secrets.length,
      lastUsed: secrets
        .flatMap(({ lastUsed }) => lastUsed ?? [])
        .sort()
        .at(-1),
      callers: callers.map(({ path, line }) => `${path}:${line}`),
    },
  ];
}

const EFFORT: Readonly<Record<Way, number>> = {
  nothing: 1,
  delete: 1,
  federation: 2,
  'managed-identity': 3,
  'managed-identity-as-credential': 4,
  certificate: 4,
  'ask-owner': 5,
};

function privilegeText({ name, scope }: Privilege): string {
  return scope === undefined ? name : `${name} on ${scope}`;
}

const HEADS = ['Identity', 'Client id', 'Risk', 'May', 'Way out', 'Effort', 'Secrets', 'Last used', 'Callers'] as const;

function cells(item: BacklogItem): readonly string[] {
  const { displayName, clientId, risk, privilege = '', way, effort, secrets, lastUsed = '', callers } = item;
  return [
    displayName,
    clientId,
    risk,
    privilege,
    way,
    String(effort),
    String(secrets),
    lastUsed.slice(0, 10),
    callers.join(' '),
  ];
}

/** As a Markdown table. */
export function backlogMarkdown(items: readonly BacklogItem[]): string {
  const row = (texts: readonly string[]) => `| ${texts.map(markdown).join(' | ')} |`;
  return `${[row(HEADS), `|${' --- |'.repeat(HEADS.length)}`, ...items.map((item) => row(cells(item)))].join('\n')}\n`;
}

/** As CSV (RFC 4180). What a spreadsheet would take for a formula is text. */
export function backlogCsv(items: readonly BacklogItem[]): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
    return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return [HEADS, ...items.map(cells)].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
