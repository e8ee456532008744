/** Whole values that stand for a secret instead of being one. */
const STAND_IN =
  /^(?:change[-_ ]?(?:me|it|this).*|replace(?:[-_ ]?(?:me|it|this|with).*)?|your[-_ ]?.*|my[-_ ]?(?:secret|password|token|key)|place[-_ ]?holder.*|dummy.*|example.*|sample.*|insert.*|enter[-_ ].*|fill[-_ ]?in.*|put[-_ ].*|to[-_ ]?be[-_ ].*|to[-_ ]?do|tbd|n\/?a|none|null|nil|undefined|empty|redacted|hidden|masked|omitted|unset|not[-_ ]?(?:set|used|needed|applicable)|true|false)$/i;

/** References of template languages, deployment tools, workflows of Logic Apps and Key Vault, and text in brackets. */
const REFERENCE =
  /^(?:<.*>|\[.*\]|\{[\w .-]*\}|\{\{.*\}\}|\$\{.*\}|\$\(.*\)|\$[A-Za-z_]\w*|%\w+%|#\{.*\}#?|__\w+__|@Microsoft\.KeyVault\(.*\)|@\{.*\}|@[a-z]\w*\(.*\).*|keyvault(?:ref)?:.*|https:\/\/[^\s/]+\.vault\.(?:azure\.(?:net|cn)|usgovcloudapi\.net)\/.*)$/is;

/** Only signs people fill gaps with: `xxxx`, `****`, `0000-0000`, `...`. */
const FILLER = /^[xX*.\-_#?0\s…•]*$/;
const FILLED_GAP = /x{4,}|X{4,}|\*{3,}|\.{3}|…|<[^<>\s][^<>]*>/;

/**
 * Whether a value stands for a secret that is put in elsewhere: nothing, a filler, a reference to another place.
 * A weak or invented password is none of these.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return FILLER.test(text) || STAND_IN.test(text) || REFERENCE.test(text) || FILLED_GAP.test(text);
}

/** Shannon entropy in bits per character: about 4 and more for random keys, below 3 for words. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PLAIN_WORDS = /^[a-z]+(?:[-_. /][a-z]+)*$/i;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|[./~]|[a-z]:[\\/])\S*$/i;

/**
 * Whether a value looks like a secret where only the name of its place says that it is one: long enough, and neither
 * words nor an id nor an address.
 */
export function looksSecret(value: string): boolean {
  const text = value.trim();
  if (text.length < 8 || /\s/.test(text) || isPlaceholder(text)) return false;
  if (GUID.test(text) || PLAIN_WORDS.test(text) || ADDRESS.test(text)) return false;
  return entropy(text) >= 2.5;
}
