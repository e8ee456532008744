/** Raised when a reader of the version before would misunderstand the file; a new optional property does not raise it. */
export const SNAPSHOT_VERSION = 1;

/** Named for editors and validators; nothing is loaded from it by Keyless. */
export const SNAPSHOT_SCHEMA_URL =
  'https://raw.githubusercontent.com/keyless-dev/keyless/main/schemas/keyless-inventory.schema.json';
