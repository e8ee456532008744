/** The part of `node:sqlite` that the store uses; the host passes an open database in. */
export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  get(...values: SqliteValue[]): Readonly<Record<string, unknown>> | undefined;
  all(...values: SqliteValue[]): readonly Readonly<Record<string, unknown>>[];
}

export type SqliteValue = string | number | null;

/**
 * One step for each version of the schema, the first one from an empty file. A step is never changed once released; a
 * new one is added behind it.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE fact (
    section INTEGER NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, generation INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (section, id)
  ) WITHOUT ROWID;
  CREATE INDEX fact_owner ON fact (owner, section, id);
  CREATE TABLE identity (
    number INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, sort_name TEXT NOT NULL, kind TEXT NOT NULL,
    ownership TEXT NOT NULL, first_end TEXT NOT NULL, secret_until TEXT, certificate_until TEXT,
    secrets INTEGER NOT NULL, federated INTEGER NOT NULL, owners INTEGER NOT NULL, risky INTEGER NOT NULL,
    created TEXT NOT NULL, last_sign_in TEXT NOT NULL, summary TEXT NOT NULL
  );
  CREATE INDEX identity_kind ON identity (kind, sort_name, client_id);
  CREATE INDEX identity_end ON identity (first_end) WHERE first_end < '9999';
  CREATE TABLE facet (
    name TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, value, number)
  ) WITHOUT ROWID;
  CREATE INDEX facet_identity ON facet (number);
  CREATE VIRTUAL TABLE identity_text USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '1 2 3', detail = 'none',
    tokenize = "unicode61 remove_diacritics 2"
  );
  `,
];

export const SCHEMA_VERSION: number = MIGRATIONS.length;

/** The file was written by a newer version of Keyless. */
export class NewerSchemaError extends Error {
  constructor(version: number) {
    super(`The inventory on disk has version ${version}; this version of Keyless knows ${SCHEMA_VERSION}.`);
    this.name = 'NewerSchemaError';
  }
}

/**
 * Brings a database to the current schema.
 * @throws NewerSchemaError
 */
export function prepareDatabase(database: SqliteDatabase): void {
  // Losing the last moments of a crash is harmless: the checkpoint of a page is written with its rows. A larger cache
  // than these 8 MB saves no time: ids are random, so that most pages come from the system's cache either way.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 8000;',
  );
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION) throw new NewerSchemaError(version);
  for (let next = version; next < SCHEMA_VERSION; next += 1) {
    database.exec(`BEGIN; ${MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; COMMIT;`);
  }
}
