import type { PipelineString } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import { deletion, type TextEdit } from '../../text/text-edit.ts';
import { DATABASE_HOST, SQL_SERVER_HOST } from '../catalogue/sql-credentials.ts';

/** A connection string with a password in a longer text. Ranges are offsets in that text. */
export interface ConnectionString {
  readonly range: Range;
  readonly password: Setting;
  /** Those that sign in: user, password, the kind of authentication. Empty for URLs. */
  readonly credentials: readonly Setting[];
  readonly isSqlServer: boolean;
}

interface Setting {
  /** Key and value. */
  readonly range: Range;
  readonly value: string;
  readonly valueRange: Range;
}

/** `Server=...;...;Password=...`: settings without quotes and line breaks between them. */
const SETTINGS = /\b(?:Server|Data Source|Addr|Address|Network Address|Host)\s*=[^"'`\n]{3,800}/gi;
const SETTING = /([A-Za-z][A-Za-z ]*?)\s*=\s*((?:\$\{\{[^}]*\}\}|\$\([^)]*\)|[^;"'`\n])*)/g;

const URL =
  /\b(?:postgres(?:ql)?|mysql|mssql|sqlserver)(?:\+\w+)?:\/\/[^\s:@/"']{1,128}:((?:\$\{\{[^}]*\}\}|(?!\$\{\{)[^\s@"'/]){1,256})@[^\s"'/:]{1,256}/gi;

/** Settings that stand before the server, back to a quote or the beginning of the line. */
const SETTINGS_BEFORE = /(?:[A-Za-z][A-Za-z ]*=(?:\$\{\{[^}]*\}\}|(?!\$\{\{)[^;"'`\n])*;[ \t]*)+$/;
const MAX_BEFORE = 400;

const SERVER = /^(?:Server|Data Source|Addr|Address|Network Address|Host)$/i;
const PASSWORD = /^(?:Password|Pwd)$/i;
const CREDENTIAL = /^(?:User ID|User Id|UID|User|Username|Password|Pwd|Authentication)$/i;

/**
 * Connection strings of databases in Azure that hold a password.
 * @param resolve puts known variables in, to see the host
 */
export function connectionStrings(text: string, resolve: (part: string) => string): readonly ConnectionString[] {
  if (!/(?:password|pwd)\s*=|:\/\//i.test(text)) return [];
  return [...text.matchAll(SETTINGS)]
    .flatMap((match) => settingsOf(match, resolve) ?? [])
    .concat([...text.matchAll(URL)].flatMap((match) => urlOf(match, resolve) ?? []));
}

function settingsOf(match: RegExpExecArray, resolve: (part: string) => string): ConnectionString | undefined {
  const before = match.input.slice(Math.max(0, match.index - MAX_BEFORE), match.index);
  const offset = match.index - (SETTINGS_BEFORE.exec(before)?.[0].length ?? 0);
  const text = match.input.slice(offset, match.index + match[0].length);
  const settings = [...text.matchAll(SETTING)].map((found) => {
    const start = offset + found.index;
    const value = (found[2] ?? '').trimEnd();
    const valueStart = start + found[0].length - (found[2] ?? '').length;
    const end = valueStart + value.length;
    return {
      name: found[1] ?? '',
      setting: { range: { start, end }, value, valueRange: { start: valueStart, end } },
    };
  });
  const password = settings.find(({ name, setting }) => PASSWORD.test(name) && setting.value !== '')?.setting;
  const host = resolve(settings.find(({ name }) => SERVER.test(name))?.setting.value ?? '');
  if (!password || !DATABASE_HOST.test(host)) return undefined;
  return {
    range: { start: offset, end: settings.at(-1)?.setting.range.end ?? offset },
    password,
    credentials: settings.filter(({ name }) => CREDENTIAL.test(name)).map(({ setting }) => setting),
    isSqlServer: SQL_SERVER_HOST.test(host),
  };
}

function urlOf(match: RegExpExecArray, resolve: (part: string) => string): ConnectionString | undefined {
  const [text, value = ''] = match;
  if (!DATABASE_HOST.test(resolve(text.slice(text.lastIndexOf('@'))))) return undefined;
  const start = match.index + text.lastIndexOf('@') - value.length;
  const valueRange = { start, end: start + value.length };
  return {
    range: { start: match.index, end: match.index + text.length },
    password: { range: valueRange, value, valueRange },
    credentials: [],
    isSqlServer: false,
  };
}

/** People put a blank or two behind a semicolon. */
const MAX_GAP = 20;

/** `Authentication=Active Directory Default` in the place of user and password. For SQL Server's clients only. */
export function keylessEdits(
  value: Pick<PipelineString, 'rangeOf' | 'raw'>,
  { credentials, isSqlServer }: ConnectionString,
): readonly TextEdit[] | undefined {
  const [first, ...others] = credentials;
  if (!isSqlServer || !first) return undefined;
  return [
    { range: value.rangeOf(first.range.start, first.range.end), newText: 'Authentication=Active Directory Default' },
    ...others.map(({ range }) => {
      // With the semicolon before it, which is there since another one stands before it.
      const gap = /;\s*$/.exec(value.raw.slice(Math.max(0, range.start - MAX_GAP), range.start))?.[0].length ?? 0;
      return deletion(value.rangeOf(range.start - gap, range.end));
    }),
  ];
}
