import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { type FixResult, firstFix, fixDocuments, MAX_FIX_ROUNDS, safeFix, selectDisjoint } from '../../src/lint/fix.ts';
import { WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { Finding, Fix } from '../../src/rules/finding.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { TextEdit } from '../../src/text/text-edit.ts';
import { documentOf, NOW, wordRule } from './word-rule.ts';

function fixText(text: string, rules: readonly Rule[], choose = safeFix): FixResult & { text: string } {
  const workspace = new WorkspaceIndex();
  const document = documentOf(text);
  workspace.set(document);
  const result = fixDocuments(workspace, [document], {
    choose,
    lint: (documents) => documents.flatMap((it) => lint(it, workspace, { now: NOW, rules }).findings),
  });
  return { ...result, text: workspace.get('main.tf')?.source.text ?? '' };
}

describe('fixDocuments', () => {
  it('applies every fix and leaves nothing to fix', () => {
    const result = fixText('a = one\nb = one\nc = two\n', [wordRule('one', 'x'), wordRule('two', 'y')]);
    expect(result).toMatchObject({ text: 'a = x\nb = x\nc = y\n', isStable: true, rejected: [] });
    expect(result.applied).toHaveLength(3);
    expect([...result.changed.keys()]).toEqual(['file:///main.tf']);
  });

  it('goes on with what a fix leads to', () => {
    expect(fixText('a = one\n', [wordRule('one', 'two'), wordRule('two', 'three')]).text).toBe('a = three\n');
  });

  it('changes nothing where there is nothing to fix', () => {
    expect(fixText('a = one\n', [wordRule('one')])).toMatchObject({ applied: [], isStable: true });
    expect(fixText('a = one\n', [wordRule('one')]).changed.size).toBe(0);
  });

  it('ends where fixes undo each other', () => {
    const result = fixText('a = one\n', [wordRule('one', 'two'), wordRule('two', 'one')]);
    expect(result.isStable).toBe(false);
    expect(result.applied).toHaveLength(MAX_FIX_ROUNDS);
  });

  it('never applies a fix whose result does not parse, and applies the others', () => {
    const result = fixText('a = one\nb = two\n', [wordRule('one', '((('), wordRule('two', 'y')]);
    expect(result).toMatchObject({ text: 'a = one\nb = y\n', isStable: true });
    expect(result.rejected.map((it) => it.finding.ruleId)).toEqual(['no-one']);
  });

  it('fixes a file that had syntax errors before', () => {
    expect(fixText('a = one\nb = (((\n', [wordRule('one', 'x')]).text).toBe('a = x\nb = (((\n');
  });

  it('takes only safe fixes unless told otherwise', () => {
    const review = { title: 'Review', safety: 'needs-review', edits: [], followUps: [] } as const;
    const safe = { ...review, safety: 'safe' } as const;
    const finding = { fixes: [review, safe] } as unknown as Finding;
    expect(safeFix(finding)).toBe(safe);
    expect(firstFix(finding)).toBe(review);
    expect(safeFix({ ...finding, fixes: [review] })).toBeUndefined();
  });

  it('keeps byte order mark, line endings and a missing one at the end', () => {
    expect(fixText('\uFEFFa = one\r\nb = one', [wordRule('one', 'x')]).text).toBe('\uFEFFa = x\r\nb = x');
  });
});

describe('selectDisjoint', () => {
  const candidate = (edits: TextEdit[]) => {
    const fix: Fix = { title: 'Fix', safety: 'safe', edits: [{ uri: 'a', edits }], followUps: [] };
    return { finding: {} as Finding, fix };
  };
  const edit = (start: number, end: number): TextEdit => ({ range: { start, end }, newText: 'x' });

  it('keeps the first of two that touch; replacements may stand side by side, insertions not', () => {
    const count = (...edits: TextEdit[]) => selectDisjoint(edits.map((it) => candidate([it]))).length;
    expect(count(edit(0, 2), edit(1, 3))).toBe(1);
    expect(count(edit(0, 2), edit(2, 3))).toBe(2);
    expect(count(edit(0, 2), edit(2, 2))).toBe(1);
    expect(count(edit(2, 2), edit(2, 2))).toBe(1);
    expect(count(edit(0, 2), edit(3, 3))).toBe(2);
  });

  it('never gives edits that overlap, whatever it gets', () => {
    const edits = fc.array(
      fc.tuple(fc.nat(30), fc.nat(5)).map(([start, length]) => edit(start, start + length)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 10 }), (fixes) => {
        const selected = selectDisjoint(fixes.map(candidate));
        const groups = selected.map(({ fix }) => fix.edits.flatMap((file) => file.edits));
        groups.forEach((group, index) => {
          for (const other of groups.slice(index + 1).flat()) {
            for (const own of group) {
              expect(own.range.end <= other.range.start || other.range.end <= own.range.start).toBe(true);
            }
          }
        });
        if (fixes.length > 0) expect(selected.length).toBeGreaterThan(0);
      }),
    );
  });
});
