import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_RULES, internalError, skippedFile } from '../../src/lint/engine-rules.ts';
import { RULES } from '../../src/rules/registry.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { checkPage } from '../tester/check-page.ts';

const PAGES = join(import.meta.dirname, '../../docs/rules');

describe('rule pages', () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s: headings are right and examples show it', (id, rule) => {
    const page = readFileSync(join(PAGES, `${id}.md`), 'utf8');
    expect(checkPage(rule, page, [rule], { hasExamples: true }).join('\n')).toBe('');
  });

  it.each(ENGINE_RULES.map((rule) => [rule.id, rule] as const))(
    '%s: headings are right and examples show it',
    (id, rule) => {
      const page = readFileSync(join(PAGES, `${id}.md`), 'utf8');
      const hasExamples = rule !== internalError && rule !== skippedFile;
      expect(checkPage(rule, page, RULES, { hasExamples }).join('\n')).toBe('');
    },
  );
});

describe('checkPage', () => {
  const rule = defineRule({
    id: 'text-rule',
    title: 'Text that says secret',
    severity: 'error',
    tags: [],
    messages: { found: 'Found.' },
    options: { word: { type: 'string', description: 'What to look for.', default: 'secret' } },
    checks: {
      infrastructure: (_, context) => {
        const start = context.document.source.text.indexOf(context.option<string>('word'));
        if (start >= 0) context.report({ messageId: 'found', range: { start, end: start + 1 } });
      },
    },
  });
  const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;
  const page = (bad: string, good: string) =>
    `# Text that says secret\n\n## What\n\n${block('sh', 'any')}\n## Why\n\n## Bad\n\n${bad}\n## Good\n\n${good}\n## How to fix\n\n## Options\n\n\`word\`\n\n## References\n`;
  const check = (markdown: string) => checkPage(rule, markdown, [rule], { hasExamples: true });
  const bad = block('terraform', 'secret = 1');
  const good = block('terraform', 'other = 1');

  it('accepts a page whose examples show the rule', () => {
    expect(check(page(bad, good))).toEqual([]);
  });

  it('rejects another title, missing or misplaced headings, options without description', () => {
    expect(check(page(bad, good).replace('# Text', '# A text')).join()).toContain('the title must be');
    expect(check(page(bad, good).replace('## Why', '')).join()).toContain('the headings are');
    expect(check(page(bad, good).replace('`word`', '')).join()).toContain('`word` is not described');
  });

  it('rejects examples that show nothing, are missing, do not parse, or are of no known language', () => {
    expect(check(page(good, good))).toEqual(['line 13 (Bad): the example gives no finding']);
    expect(check(page(bad, bad)).join()).toContain('(Good): the example gives 1 findings');
    expect(check(page('', good)).join()).toContain('no example under Bad');
    expect(check(page(block('terraform', 'secret = ((('), good)).join()).toContain('syntax error');
    expect(check(page(block('xml', 'secret'), good)).join()).toContain('"xml" is no language of an example');
  });

  it('applies a configuration to the examples after it under the same heading', () => {
    const token = block('yaml keyless', 'rules:\n  text-rule:\n    options:\n      word: token');
    expect(check(page(`${token}${block('terraform', 'token = 1')}`, block('terraform', 'token = 1')))).toEqual([]);
    expect(check(page(`${block('yaml keyless', 'rule: 1')}${bad}`, good)).join()).toContain('Unknown key "rule"');
  });

  it('puts files beside the examples after them under the same heading', () => {
    const joined = defineRule({
      ...rule,
      checks: {
        infrastructure: (_, context) => {
          if (context.workspace.get('.env')) context.report({ messageId: 'found', range: { start: 0, end: 1 } });
        },
      },
    });
    const beside = block('dotenv beside', 'A=1');
    const checked = (text: string) => checkPage(joined, text, [joined], { hasExamples: true });
    expect(checked(page(`${beside}${good}`, good))).toEqual([]);
    expect(checked(page(good, good))).toEqual(['line 13 (Bad): the example gives no finding']);
  });
});
