import { checkManifestForStorageKey } from './kubernetes/storage-key.ts';
import { MANIFEST_STORAGE_MESSAGES } from './kubernetes/storage-key-messages.ts';
import { defineRule } from './rule.ts';
import { checkScript } from './storage-key/commands.ts';
import { checkInputs } from './storage-key/inputs.ts';
import { STORAGE_KEY_MESSAGES } from './storage-key/messages.ts';
import { checkPipelineVariables, checkVariable } from './storage-key/variables.ts';

const MESSAGES = { ...STORAGE_KEY_MESSAGES, ...MANIFEST_STORAGE_MESSAGES };

/**
 * A key, connection string or SAS token of Azure Storage that a script, action or program is given, or that a script
 * asks for, where an identity could sign in. Where: the tables in catalogue/storage-credentials.ts. Text that is a key
 * by its format is reported by hardcoded-credential, not here.
 */
export const storageKey = defineRule<keyof typeof MESSAGES>({
  id: 'storage-key',
  title: 'Key, connection string or SAS token of a storage account',
  severity: 'warning',
  tags: ['CWE-522', 'CWE-798', 'CICD-SEC-6'],
  messages: MESSAGES,
  checks: {
    pipeline: checkPipelineVariables,
    step: checkInputs,
    script: checkScript,
    variable: checkVariable,
    manifest: checkManifestForStorageKey,
  },
});
