import { type Condition, conditionLanguage, conditionsOf } from '../claims.ts';
import type { FederatedCredential } from '../credential.ts';
import type { Platform } from '../issuers/platform.ts';
import type { KnownIssuer } from '../issuers/registry.ts';
import { formAutomaton, ID_FORM } from '../issuers/subjects.ts';
import { fillTemplate, templateParts, templateSlots } from '../issuers/template.ts';
import { accepts, compile } from '../pattern-set/automaton.ts';
import { displayText } from '../patterns/marked-text.ts';
import type { Breadth } from './breadth.ts';
import type { FormAnalysis } from './form-analysis.ts';

/** Forms that are the problem: filling in all their parts makes them no narrower. */
const NEVER_PROPOSED: ReadonlySet<string> = new Set(['any-pull-request', 'pull-ref', 'unanchored-template']);

/** What is known of the repository that is meant. */
export interface NarrowingFacts {
  readonly owner?: string | undefined;
  readonly repository?: string | undefined;
  readonly ownerId?: number | undefined;
  readonly repositoryId?: number | undefined;
  readonly defaultBranch?: string | undefined;
}

export interface Narrowing {
  /** The subject for people, with `<name>` for what is not known and `${label}` for unknown parts of the source. */
  readonly subject: string;
  /** Texts for the comparand of `sub` that fit and bind every part, best first; marks stand for unknown parts. */
  readonly comparands: readonly string[];
}

/**
 * The narrowest subjects that keep the known parts of a broad credential and what `facts` say of the repository.
 * Undefined where the credential makes no statement about the subject.
 */
export function narrowing(
  credential: FederatedCredential,
  { issuer, forms, reading }: Breadth,
  facts: NarrowingFacts = {},
): Narrowing | undefined {
  const claims = conditionsOf(credential);
  const condition = claims?.conditions.find(({ claim }) => claim === 'sub');
  const [best] = forms
    .filter((analysis) => !hasNeverProposedClass(analysis))
    .map((analysis) => ({ analysis, values: slotValuesOf(analysis, facts) }))
    .sort((a, b) => rank(a) - rank(b));
  const filled = best && reading.undo(fillTemplate(best.analysis.form.template, best.values));
  // `repo:contoso*` without its wildcard names no repository.
  const isWhole = (text: string) =>
    forms.some(({ form }) => accepts(formAutomaton(issuer.platform, form, true), reading.apply(text)));
  const candidates = [
    ...(condition ? trimmedWildcards(condition).filter(isWhole) : []),
    ...(best && filled && openSlots(best) === 0 ? [filled] : []),
  ];
  const fits = condition?.operator === 'matches' ? compile(conditionLanguage(condition)) : undefined;
  const comparands = [...new Set(candidates)].filter(
    (text) => text !== condition?.text && (!fits || accepts(fits, text)),
  );
  // Where the known parts are all there is (a default service account, a lookalike), another subject is needed.
  const subject = comparands[0] ?? (filled !== condition?.text ? filled : undefined) ?? other(issuer, forms, facts);
  return {
    subject: displayText({ text: reading.undo(subject), labels: claims?.labels ?? [] }),
    comparands,
  };
}

/** The recommended subject, with what is known of the credential's own: names get ids, branch or environment stay. */
function other(
  { platform, form: issuerForm }: KnownIssuer,
  forms: readonly FormAnalysis[],
  facts: NarrowingFacts,
): string {
  const [only] = forms;
  if (!only || isLookalike(only)) return fillTemplate(platform.narrowest);
  const values = goodValues(platform, withTwins(slotValuesOf(only, facts), facts));
  const isFine = !hasNeverProposedClass(only);
  const hasIds = !issuerForm?.withoutIds && platform.subjects.some(({ id }) => id.startsWith(ID_FORM));
  // Names are all there is.
  if (isFine && !hasIds && only.form.mutable) return fillTemplate(only.form.template, values);
  const context = only.form.id.split('/')[1];
  const twin = isFine ? platform.subjects.find(({ id }) => id === `${ID_FORM}${context}`) : undefined;
  const recommended = platform.subjects.find(({ isRecommended }) => isRecommended);
  const template = hasIds ? (twin?.template ?? platform.narrowest) : (recommended?.template ?? platform.narrowest);
  return fillTemplate(template, values);
}

/** Whether what the subject seems to say is not what it means, so that its parts are none to keep. */
function isLookalike({ form, sightings }: FormAnalysis): boolean {
  return (form.lookalikes ?? []).some((lookalike) => sightings.some((sighting) => sighting.class === lookalike.class));
}

/** Without the values that are a problem of their own: the default service account. */
function goodValues({ values: problems = [] }: Platform, values: SlotValues): SlotValues {
  const isProblem = (name: string, value: string | undefined) =>
    problems.some((problem) => problem.slot === name && value !== undefined && problem.values.includes(value));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isProblem(name, value)));
}

/** Names as the form with ids calls them. */
function withTwins(values: SlotValues, { ownerId, repositoryId }: NarrowingFacts): SlotValues {
  const { owner, repository } = values;
  return {
    ...(owner === undefined ? {} : { ownerName: owner, ownerId: ownerId?.toString() }),
    ...(repository === undefined ? {} : { repositoryName: repository, repositoryId: repositoryId?.toString() }),
    ...values,
  };
}

function hasNeverProposedClass({ form }: FormAnalysis): boolean {
  return (form.classes ?? []).some((id) => NEVER_PROPOSED.has(id));
}

type SlotValues = Readonly<Record<string, string | undefined>>;

function slotValuesOf({ form, states }: FormAnalysis, facts: NarrowingFacts): SlotValues {
  const known: SlotValues = {
    owner: facts.owner,
    ownerName: facts.owner,
    repository: facts.repository,
    repositoryName: facts.repository,
    ownerId: facts.ownerId?.toString(),
    repositoryId: facts.repositoryId?.toString(),
    branch: facts.defaultBranch,
  };
  return Object.fromEntries(
    templateSlots(form.template).map((name) => {
      const state = states.get(name);
      const fact = known[name];
      if (state?.freedom === 'bound') return [name, state.example];
      return [name, fact !== undefined && state && accepts(state.values, fact) ? fact : undefined];
    }),
  );
}

/** Complete subjects first, then the form that the platform recommends. */
function rank(candidate: { readonly analysis: FormAnalysis; readonly values: SlotValues }): number {
  if (openSlots(candidate) === 0) return 0;
  return candidate.analysis.form.isRecommended ? 1 : 2;
}

function openSlots({ analysis, values }: { readonly analysis: FormAnalysis; readonly values: SlotValues }): number {
  return templateParts(analysis.form.template).filter((part) => part.kind === 'slot' && values[part.name] === undefined)
    .length;
}

/** `refs/heads/main*` as `refs/heads/main`: the wildcard behind a whole name was most likely not meant. */
function trimmedWildcards({ operator, text }: Condition): readonly string[] {
  if (operator !== 'matches') return [];
  const trimmed = text.replaceAll(/(?<=[A-Za-z0-9])\*+(?=[:/@]|$)/gu, '');
  return trimmed === text || trimmed.includes('*') ? [] : [trimmed];
}
