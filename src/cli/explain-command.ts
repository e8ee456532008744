import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../lint/closest.ts';
import { ENGINE_RULES } from '../lint/engine-rules.ts';
import { compareText } from '../lint/findings.ts';
import { rulePageUrl } from '../lint/links.ts';
import { RULES } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';

/** Every rule there is, the engine's own included, sorted by id. */
export const ALL_RULES: readonly Rule[] = [...RULES, ...ENGINE_RULES].sort((a, b) => compareText(a.id, b.id));

/** Prints the page of a rule as it is shipped: no network is needed. @throws UsageError for a rule there is not */
export function explain(id: string, io: CliIo): ExitCode {
  const rule = ALL_RULES.find((candidate) => candidate.id === id);
  if (!rule) {
    const near = closest(
      id,
      ALL_RULES.map((candidate) => candidate.id),
    );
    const hint = near ? ` Did you mean "${near}"?` : '';
    throw new UsageError(`There is no rule "${id}".${hint} \`keyless rules\` lists all of them.`);
  }
  const page = readPage(id, io) ?? `# ${rule.title}\n`;
  io.out.write(`${page.trimEnd()}\n\n${rulePageUrl(id)}\n`);
  return 0;
}

/** The Markdown of a rule's page; undefined where the installation lacks it. */
export function readPage(id: string, io: CliIo): string | undefined {
  try {
    return readFileSync(join(io.installation.pages, `${id}.md`), 'utf8');
  } catch {
    return undefined;
  }
}
