import { rulePageUrl } from '../lint/links.ts';
import { ALL_RULES } from './explain-command.ts';
import type { CliIo, ExitCode } from './io.ts';

/** Lists the rules, for people or programs. */
export function listRules(format: 'text' | 'json', io: CliIo): ExitCode {
  if (format === 'json') {
    const rules = ALL_RULES.map(({ id, title, severity, tags, options }) => ({
      id,
      title,
      severity,
      tags,
      options: options ?? {},
      helpUri: rulePageUrl(id),
    }));
    io.out.write(`${JSON.stringify(rules, null, 2)}\n`);
    return 0;
  }
  const idWidth = Math.max(...ALL_RULES.map((rule) => rule.id.length));
  const severityWidth = Math.max(...ALL_RULES.map((rule) => rule.severity.length));
  for (const { id, severity, title } of ALL_RULES) {
    io.out.write(`${id.padEnd(idWidth)}  ${severity.padEnd(severityWidth)}  ${title}\n`);
  }
  return 0;
}
