import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanError, parsePlan } from '../../src/migrate/document/parse.ts';
import { printPlan } from '../../src/migrate/document/print.ts';
import { rewrittenPlan, updateEdits } from '../../src/migrate/document/update.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import { type Plan, STEP_STATES, type Step } from '../../src/migrate/plan.ts';
import { applyEdits } from '../../src/text/text-edit.ts';
import { contoso, identityNamed, sourcesIn } from './contoso.ts';

const TERRAFORM = makePlan(identityNamed('payments-terraform'), sourcesIn(contoso()));
const OUTCOME = { at: '2026-11-22T12:00:00.000Z', text: 'It may not do that (x).', requestId: 'abc-1' };
const REMOVE = 'remove-5ab444c5-24ac-474c-a101-48b3731a833a';

function updated(text: string, plan: Plan): string {
  return applyEdits(text, updateEdits(text, plan));
}

function withStep(plan: Plan, id: string, change: Partial<Step>): Plan {
  return { ...plan, steps: plan.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) };
}

const sentence = fc.string({ unit: 'grapheme', maxLength: 40 });
const outcome = fc.record({ at: fc.constant(OUTCOME.at), text: sentence, requestId: fc.uuid() });
const change = fc.record({ state: fc.constantFrom(...STEP_STATES), outcome: fc.option(outcome, { nil: undefined }) });
const changes = fc.array(change, { minLength: TERRAFORM.steps.length, maxLength: TERRAFORM.steps.length });

interface Change {
  readonly state: Step['state'];
  readonly outcome: Step['outcome'] | undefined;
}

function changedBy(each: readonly Change[]): Plan {
  const steps = TERRAFORM.steps.map((step, index): Step => {
    const { outcome: said, ...rest } = each[index] ?? {};
    return { ...step, ...rest, ...(said === undefined ? {} : { outcome: said }) };
  });
  return { ...TERRAFORM, steps };
}

describe('the text of a plan', () => {
  it('says after an update what it would say if it was written anew', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const [before, after] = [changedBy(first), changedBy(second)];
        expect(updated(printPlan(before), after)).toBe(printPlan(after));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps CRLF and a byte order mark', () => {
    const crlf = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const [before, after] = [changedBy(first), changedBy(second)];
        expect(updated(crlf(printPlan(before)), after)).toBe(crlf(printPlan(after)));
      }),
      { numRuns: 30 },
    );
  });

  it('changes a few lines for one step, and keeps what people wrote anywhere', () => {
    const written = printPlan(TERRAFORM)
      .replace('## Steps', 'Ask Mira before any of this.\t \n\n## Steps')
      .replace(/(<!-- remove-5ab444c5\S+ -->)\n/u, '$1\n  agreed with the platform team\n')
      .replace('quietDays: 14', 'quietDays: 14   # as agreed')
      .concat('\n\n  Mira:   two trailing spaces  \n\n\n');
    const after = withStep(parsePlan(written), REMOVE, { state: 'refused', outcome: OUTCOME });
    const text = updated(written, after);
    const gone = written.split('\n').filter((line) => !text.split('\n').includes(line));
    expect(gone).toEqual([
      '- [ ] **Remove the client secret "TERRAFORM\\_CLIENT\\_SECRET" of payments-terraform** <!-- remove-5ab444c5-24ac-474c-a101-48b3731a833a -->',
    ]);
    expect(text.split('\n').length - written.split('\n').length).toBe(5);
    expect(parsePlan(text)).toEqual(after);
  });

  it('counts a box that a person has ticked, and leaves it', () => {
    const ticked = printPlan(TERRAFORM).replace(/- \[ \](.*<!-- roles-callers -->)/u, '* [X]$1');
    const after = withStep(parsePlan(ticked), REMOVE, { state: 'done' });
    const text = updated(ticked, after);
    expect(text).toContain('2 of 12 steps done.');
    expect(text).toContain('* [X] **Give the roles');
    expect(parsePlan(text)).toEqual(after);
  });

  it('is right where a person rewrote the head or took lines of the body away', () => {
    const base = printPlan(TERRAFORM);
    const flow = base.replace(/---\n[\s\S]*?\n---\n/u, () => {
      const { notes: _, ...head } = TERRAFORM;
      return `---\n${JSON.stringify(head)}\n---\n`;
    });
    const without = base.slice(0, base.indexOf('# Take'));
    for (const text of [flow, without, base.replace(/.*<!-- remove-5ab.*\n/u, '')]) {
      const after = withStep(parsePlan(text), REMOVE, { state: 'done', outcome: OUTCOME });
      expect(parsePlan(updated(text, after))).toEqual(after);
    }
  });

  it('stays as it is where nothing changed', () => {
    const text = printPlan(TERRAFORM);
    expect(updateEdits(text, TERRAFORM)).toEqual([]);
  });

  it.each(['<<<<<<< HEAD', '>>>>>>> main'])('is not touched while it has marks of a merge conflict: %s', (marker) => {
    const text = printPlan(TERRAFORM).replace('## Steps', `${marker}\n## Steps`);
    expect(() => updateEdits(text, TERRAFORM)).toThrow(PlanError);
    expect(() => parsePlan(text)).toThrow(/merge conflict \(line \d+\)/u);
    const inNotes = `${printPlan(TERRAFORM)}\n${marker}\n`;
    expect(parsePlan(inNotes).steps).toEqual(TERRAFORM.steps);
  });
});

describe('a plan that is written anew', () => {
  it.each([
    ['', '\n'],
    ['\uFEFF', '\r\n'],
  ])('keeps every byte of the notes, line endings and the byte order mark (%j, %j)', (mark, newline) => {
    const notes = `## Notes  ${newline}${newline}${newline}  a\t ${newline}- [x] b${newline}## Notes${newline}c${newline}${newline}`;
    const text = mark + printPlan(TERRAFORM).replace('## Notes\n', '').replaceAll('\n', newline) + notes;
    const after = withStep(TERRAFORM, REMOVE, { state: 'done' });
    const rewritten = rewrittenPlan(text, after);
    expect(rewritten.endsWith(`${newline}${newline}${notes}`)).toBe(true);
    expect(rewritten.startsWith(`${mark}---${newline}`)).toBe(true);
    expect(parsePlan(rewritten).steps).toEqual(after.steps);
    expect(rewritten.replaceAll('\r\n', '')).not.toMatch(newline === '\r\n' ? /\n/u : /\r/u);
    expect(rewrittenPlan(rewritten, after)).toBe(rewritten);
  });
});
