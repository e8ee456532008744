const WHY = 'Everybody who can read this file, or any version of it in the history, has it.';

export const MANIFEST_LITERAL_MESSAGES = {
  manifest: `{name} holds a secret as text{encoding}. ${WHY} Revoke it first; then let the pods use workload identity, or read the value from a Key Vault when they start.`,
} as const;
