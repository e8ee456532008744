/** `npm run readme`: writes the table of rules in README.md anew, from the rules themselves. A test holds it to them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../src/rules/registry.ts';

const README = new URL('../README.md', import.meta.url);
const START = '<!-- rules: npm run readme -->\n';
const END = '<!-- /rules -->';

/** @throws Error where README.md has lost its markers */
export function withRulesTable(readme: string): string {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks ${START.trim()} or ${END}.`);
  const rows = RULES.map(({ id, title, severity }) => `| [\`${id}\`](docs/rules/${id}.md) | ${title} | ${severity} |`);
  return `${before}${START}\n| Rule | What it finds | Severity |\n|---|---|---|\n${rows.join('\n')}\n\n${END}${after}`;
}

if (import.meta.main) writeFileSync(README, withRulesTable(readFileSync(README, 'utf8')));
