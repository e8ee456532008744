import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanError, parsePlan } from '../../src/migrate/document/parse.ts';
import { printPlan } from '../../src/migrate/document/print.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import { type Plan, STEP_STATES } from '../../src/migrate/plan.ts';
import { contoso, DEMO, identityNamed, sourcesIn, withIdentity } from './contoso.ts';

function planOf(displayName: string): Plan {
  return makePlan(identityNamed(displayName), sourcesIn(contoso()));
}

const TERRAFORM = planOf('payments-terraform');

describe('the file of a plan', () => {
  it('gives the same plan back, for every identity of the demo tenant', () => {
    const sources = sourcesIn(contoso());
    const plans = DEMO.identities.map((identity) => makePlan(identity, sources));
    expect(plans.filter(({ steps }) => steps.length > 0).length).toBeGreaterThan(10);
    for (const plan of plans) {
      const text = printPlan(plan);
      expect(parsePlan(text), plan.name).toEqual(plan);
      expect(printPlan(parsePlan(text))).toBe(text);
    }
  });

  it('gives any state, outcome, drift and notes back', () => {
    const sentence = fc.string({ unit: 'grapheme', maxLength: 60 });
    const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const outcome = fc.record({ at: time.map((date) => date.toISOString()), text: sentence });
    const changes = fc.array(
      fc.record({ state: fc.constantFrom(...STEP_STATES), title: sentence, outcome, tasks: fc.array(sentence) }),
      { minLength: TERRAFORM.steps.length, maxLength: TERRAFORM.steps.length },
    );
    const notes = sentence.map((text) => text.replaceAll(/[\r\n]/gu, ' ').trim());
    fc.assert(
      fc.property(changes, fc.array(sentence), notes, (each, drift, written) => {
        const steps = TERRAFORM.steps.map((step, index) => ({ ...step, ...each[index] }));
        const plan: Plan = { ...TERRAFORM, steps, drift, notes: written };
        expect(parsePlan(printPlan(plan))).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  it('lets check boxes win over its head', () => {
    const [first, second] = TERRAFORM.steps;
    const text = printPlan({
      ...TERRAFORM,
      steps: TERRAFORM.steps.map((step) => ({ ...step, state: 'refused' as const })),
    });
    const ticked = text.replace(new RegExp(`\\[ \\](.*${first?.id})`, 'u'), '[X]$1');
    const states = parsePlan(ticked).steps.map(({ state }) => state);
    expect(states[0]).toBe('done');
    expect(states[1]).toBe('refused');
    const cleared = printPlan(parsePlan(ticked)).replace('[x]', '[ ]');
    expect(parsePlan(cleared).steps[0]?.state).toBe('open');
    expect(second).toBeDefined();
  });

  it('is read with a byte order mark, with CRLF, and where somebody reworded it', () => {
    const text = printPlan(TERRAFORM);
    expect(parsePlan(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(TERRAFORM);
    const reworded = text.replace('# Take the secrets', '# What we do to').replaceAll(/^ {2}- Undo: .*$/gmu, '');
    expect(parsePlan(reworded)).toEqual(TERRAFORM);
  });

  it('keeps what people write below it', () => {
    const notes = 'Talked to the *platform team*.\n\n- [x] they agree <!-- trust-nothing -->\n\n## Notes\n\ntwice';
    expect(parsePlan(printPlan({ ...TERRAFORM, notes }))).toEqual({ ...TERRAFORM, notes });
  });

  it('takes no box of the notes for one of the plan', () => {
    const id = TERRAFORM.steps[0]?.id;
    const plan = { ...TERRAFORM, notes: `- [x] **no** <!-- ${id} -->` };
    expect(parsePlan(printPlan(plan)).steps[0]?.state).toBe('open');
  });

  it('lets no name of the directory become Markdown, or a box', () => {
    const displayName = `x** <img src=y> [a](b)\n- [x] **y** <!-- forbid-secrets -->`;
    const inventory = withIdentity('payments-terraform', { displayName });
    const plan = makePlan(identityNamed(displayName, inventory), sourcesIn(contoso(), inventory), {});
    const text = printPlan(plan);
    const body = text.slice(text.indexOf('\n---\n'));
    expect(body).not.toMatch(/(?<!\\)<img/u);
    expect(body).not.toMatch(/(?<!\\)\[a/u);
    expect(parsePlan(text)).toEqual(plan);
  });

  it.each([
    ['an empty file', ''],
    ['Markdown without a head', '# Plan\n\n- [x] done\n'],
    ['a head that does not end', '---\nversion: 1\n'],
    ['a head that is no YAML', '---\nversion: [1\n---\n'],
    ['a head that is a list', '---\n- 1\n---\n'],
    ['an alias bomb', `---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n`],
    ['a plan of the future', '---\nversion: 2\n---\n'],
    ['a plan without steps and identity', '---\nversion: 1\nname: x\n---\n'],
    ['a step of a kind that does not exist', printPlan(TERRAFORM).replace('kind: trust\n', 'kind: magic\n')],
    ['a change of an object without an id', printPlan(TERRAFORM).replace(/objectId: .*/u, 'objectId: ../users')],
    ['a wait of no days', printPlan(TERRAFORM).replace('quietDays: 14', 'quietDays: 0')],
    [
      'a change of an Azure resource that is no managed identity',
      printPlan(TERRAFORM).replace(/objectId: .*/u, '$&\n      resourceId: /subscriptions/x/y?api-version=1&z='),
    ],
    ['two steps with one id', printPlan(TERRAFORM).replace(/id: trust-\S+/u, `id: ${TERRAFORM.steps[1]?.id}`)],
  ])('is refused where it is %s', (_, text) => {
    expect(() => parsePlan(text)).toThrow(PlanError);
  });
});
