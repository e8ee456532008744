import type { ParameterSource, Value } from '../../../model/value.ts';

/** What stands right before a secret in a connection string, an address or a command. */
const BEFORE_A_SECRET =
  /(?:(?:password|pwd|secret|accountkey|sharedaccesskey|sharedaccesssignature|accesskey|apikey|api-key|token|sig|code)["']?\s*[=:]\s*["']?|\/\/[^\s/@]*:)$/i;

/**
 * The parameters that a value is, or that stand in it where a secret does. What is made of a parameter in another way,
 * such as a name with a part of it, is none of them.
 */
export function parametersIn(value: Value): readonly ParameterSource[] {
  const parameters = value.sources.filter((source) => source.kind === 'parameter');
  if (parameters.length === 0) return [];
  const isText = value.sources.some((source) => source.kind === 'literal' && source.isPart);
  const isJoined = value.patterns.some(({ parts }) => parts.length > 1);
  if (!isText && !isJoined) return parameters;
  const labels = new Set<string>();
  for (const { parts } of value.patterns) {
    parts.forEach((part, index) => {
      const before = parts[index - 1];
      if (part.kind === 'unknown' && before?.kind === 'known' && BEFORE_A_SECRET.test(before.text))
        labels.add(part.label);
    });
  }
  return parameters.filter(({ name }) => labels.has(`param ${name}`) || labels.has(`var.${name}`));
}
