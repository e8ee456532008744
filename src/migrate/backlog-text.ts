import type { BacklogItem } from './backlog.ts';
import { markdown } from './document/markdown.ts';
import type { Way } from './plan.ts';

/** What the way out of a secret is called in a list. */
export const WAY_WORDS: Readonly<Record<Way, string>> = {
  nothing: 'nothing to do',
  delete: 'delete it',
  federation: 'federation',
  'managed-identity': 'managed identity',
  'managed-identity-as-credential': 'managed identity as credential',
  certificate: 'certificate',
  'ask-owner': 'ask who uses it',
};

const EASE: Readonly<Record<Way, string>> = {
  nothing: 'Nothing has to change.',
  delete: 'Nobody signs in with it, so nobody has to change anything.',
  federation: 'What signs in gets tokens of its own: files change, and the identity has to trust them.',
  'managed-identity': 'Its host gets an identity that needs the same roles, and settings change.',
  'managed-identity-as-credential': 'Its host gets an identity, and the program has to sign in by it: code changes.',
  certificate: 'A key has to be made where it runs, and the certificate renewed in time.',
  'ask-owner': 'Nobody knows yet who has to change something: ask first.',
};

/** Why it matters, a sentence. */
export function riskText({ privilege, risk }: BacklogItem): string {
  if (privilege === undefined) return 'No role and no permission of it is on record.';
  const reach = risk === 'critical' ? ' It leads to the whole tenant.' : '';
  return `Whoever has a secret of it holds ${privilege}.${reach}`;
}

/** What it takes, a sentence. */
export function easeText({ way }: BacklogItem): string {
  return EASE[way];
}

/** What was counted: `2 secrets, last used on 2026-11-19, 3 places in the code`. */
export function evidenceText({ secrets, use, lastUsed, callers }: BacklogItem): string {
  return [
    counted(secrets, 'secret'),
    lastUsed === undefined
      ? use === 'unknown'
        ? 'use not known'
        : 'no sign-in on record'
      : `last used on ${lastUsed.slice(0, 10)}`,
    callers.length === 0 ? 'no place in the code' : `${counted(callers.length, 'place')} in the code`,
  ].join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const HEADS = [
  'Rank',
  'Identity',
  'Client id',
  'Risk',
  'Why',
  'Way out',
  'Effort',
  'Ease',
  'Secrets',
  'Last used',
  'Callers',
] as const;

function cells(item: BacklogItem, index: number): readonly string[] {
  const { displayName, clientId, risk, way, effort, secrets, lastUsed, use, callers } = item;
  return [
    String(index + 1),
    displayName,
    clientId,
    risk,
    riskText(item),
    WAY_WORDS[way],
    `${effort} of 5`,
    easeText(item),
    String(secrets),
    lastUsed?.slice(0, 10) ?? (use === 'unknown' ? 'not known' : 'never'),
    callers.join(' '),
  ];
}

/** As a Markdown table. */
export function backlogMarkdown(items: readonly BacklogItem[]): string {
  const row = (texts: readonly string[]) => `| ${texts.map(markdown).join(' | ')} |`;
  const table = [
    row(HEADS),
    `|${' --- |'.repeat(HEADS.length)}`,
    ...items.map((item, index) => row(cells(item, index))),
  ];
  return `${table.join('\n')}\n`;
}

/** As CSV (RFC 4180). What a spreadsheet would take for a formula is text. */
export function backlogCsv(items: readonly BacklogItem[]): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
    return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return [HEADS, ...items.map(cells)].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** For a terminal: an item in three lines. Names are what people made of them, and stay on theirs. */
export function backlogPlainText(items: readonly BacklogItem[]): string {
  if (items.length === 0) return 'No identity has a client secret that can be used.\n';
  const width = String(items.length).length;
  const indent = ' '.repeat(width + 2);
  const blocks = items.map((item, index) =>
    [
      `${String(index + 1).padStart(width)}. ${printable(item.displayName)} (${item.clientId}): ${item.risk}, ${WAY_WORDS[item.way]}`,
      `${indent}${printable(riskText(item))} ${easeText(item)}`,
      `${indent}${evidenceText(item)}${item.callers.length === 0 ? '' : `: ${printable(item.callers.join(', '))}`}`,
    ].join('\n'),
  );
  return `${blocks.join('\n')}\n`;
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
