import type { Report, Rule } from '../rules/rule.ts';

/** A report whose message id the rule does not have, or whose data leave a placeholder empty: a mistake in the rule. */
export class MessageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MessageError';
  }
}

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The names of the `{placeholders}` of a message, in order, each once. */
export function placeholdersOf(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(PLACEHOLDER), (match) => match[1] ?? ''))];
}

/**
 * The text of a report's message.
 * @throws MessageError where the rule has no such message, or the data lack a placeholder
 */
export function fillMessage(rule: Rule, report: Pick<Report, 'messageId' | 'data'>): string {
  const template = Object.hasOwn(rule.messages, report.messageId) ? rule.messages[report.messageId] : undefined;
  if (template === undefined) throw new MessageError(`The rule ${rule.id} has no message "${report.messageId}".`);
  const data = report.data ?? {};
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) {
      throw new MessageError(`The message "${report.messageId}" of the rule ${rule.id} lacks its data "${name}".`);
    }
    return String(value);
  });
}
