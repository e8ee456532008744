export const MANIFEST_STORAGE_MESSAGES = {
  manifestKey:
    '{reader} opens the storage account with {credential} ({source}). Whoever holds it reads and changes everything in the account, from anywhere, until somebody rotates it. {advice}',
} as const;
