/*
 * Connection strings of SQL Server as code writes them: keys and values between semicolons, with interpolations. What
 * signs in with a password goes; the rest stays as it is.
 */

const PASSWORD = /(?:^|[;"'])\s*(?:Password|Pwd)\s*=/i;
const SIGNS_IN =
  /(?:User\s*ID|UID|User|Password|Pwd|Persist Security Info|Authentication)\s*=\s*(?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^;"'\\$]|\$(?!\{))*;?/gi;
/** Servers that take no identity of Azure: MySQL, PostgreSQL, and what is no server of SQL at all. */
const OTHER_SERVER = /\.(?:mysql|postgres)\.|\bHost\s*=/i;

/**
 * A connection string for SQL that signs in with an identity, from one that is written with a password.
 * @param written as the file has it, quotes included
 * @param addition what says how to sign in, such as `Authentication=Active Directory Managed Identity`; empty for none
 * @returns undefined where it is no connection string for Azure SQL with a password, or not one text
 */
export function withoutPassword(written: string, addition: string): string | undefined {
  const quote = written[0];
  const isText = (quote === '"' || quote === "'") && written.at(-1) === quote && !written.startsWith("'''");
  if (!isText || !PASSWORD.test(written) || OTHER_SERVER.test(written)) return undefined;
  if (!/(?:Server|Data Source|Address)\s*=/i.test(written)) return undefined;
  const inner = written.slice(1, -1);
  const kept = inner.replaceAll(SIGNS_IN, '').replace(/;\s*$/, '');
  // An interpolation or quote that could not be read would be left as a stump.
  if (/(?:Password|Pwd|User\s*ID|UID)\s*=/i.test(kept) || !isBalanced(kept)) return undefined;
  const end = /;\s*$/.test(inner) ? ';' : '';
  return `${quote}${kept}${addition === '' ? '' : `;${addition}`}${end}${quote}`;
}

function isBalanced(text: string): boolean {
  return text.split('{').length === text.split('}').length;
}
