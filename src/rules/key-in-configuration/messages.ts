import type { RuleContext } from '../rule.ts';

const WHY =
  'Whoever reads it there has full access, from anywhere and until the key is changed, and no log tells who it was.';

export const KEY_IN_CONFIGURATION_MESSAGES = {
  setting: `A key of {service} (\`{source}\`) is put into the setting "{name}". ${WHY} {instead}`,
  supplied: `"{name}" is a secret ({credential}) from {origin}, and a keyless form of it exists. ${WHY} {instead}`,
  store: `A key of {service} (\`{source}\`) is copied into the secret "{name}". ${WHY} {instead}`,
  vault: `A key of {service} (\`{source}\`) is copied into a Key Vault. It is kept well there, but it still opens the service for everybody who may read it, and the copy is stale once the key is changed. {instead}`,
  property: `A key of {service} (\`{source}\`) is given to {type} as "{name}". ${WHY} {instead}`,
  module: `A key of {service} (\`{source}\`) is handed to the module "{module}" as "{name}"{where}. ${WHY} {instead}`,
  keyOnly: `A key of {service} (\`{source}\`) is given to "{name}" of {type}, which takes a key only. Change it regularly, and keep it out of outputs. {instead}`,
} as const;

export type KeyInConfigurationMessage = keyof typeof KEY_IN_CONFIGURATION_MESSAGES;
export type KeyInConfigurationContext = RuleContext<KeyInConfigurationMessage>;
