import { type Condition, type Conditions, claimValues, conditionsOf } from '../claims.ts';
import type { FederatedCredential } from '../credential.ts';
import type { SubjectForm } from '../issuers/platform.ts';
import { type KnownIssuer, platformOfCredential } from '../issuers/registry.ts';
import { formAutomaton, isPossibleSubject, subjectForms } from '../issuers/subjects.ts';
import { compile } from '../pattern-set/automaton.ts';
import { type Budget, within } from '../pattern-set/budget.ts';
import { shortestCommon } from '../pattern-set/intersection.ts';
import { ANY_STRING } from '../pattern-set/language.ts';
import { displayText } from '../patterns/marked-text.ts';
import { type Reading, readings } from '../patterns/readings.ts';
import {
  BREADTH_CLASS_NAMES,
  BREADTH_CLASSES,
  BREADTH_SEVERITIES,
  type BreadthClassName,
  type BreadthSeverity,
  SUBSUMED_BY,
} from './breadth-class.ts';
import { analyseForm, type FormAnalysis, type WitnessSearch } from './form-analysis.ts';
import { pinsWorkflow } from './workflow-pin.ts';

/** One way in which a credential is broad. */
export interface BreadthFinding {
  readonly class: BreadthClassName;
  /** For an identity that can write; a pinned workflow lowers it, a missing separator raises it. */
  readonly severity: BreadthSeverity;
  /** A subject that matches and shows the class. Unknown parts are written `${name}`. */
  readonly witness: string;
  /**
   * `certain` without unknown parts. `plain`: for every unknown part that is what such a part usually is.
   * `assumed`: only under `Breadth.assumption`.
   */
  readonly certainty: 'certain' | 'plain' | 'assumed';
}

export interface Breadth {
  readonly issuer: KnownIssuer;
  /** Broadest first; empty where the credential is narrow. */
  readonly findings: readonly BreadthFinding[];
  /** The worst of the findings. */
  readonly severity: BreadthSeverity | undefined;
  /** The subject forms that match, for fixes; parts of unknown shape are spelled out in them. */
  readonly forms: readonly FormAnalysis[];
  /** How the unknown parts were read. */
  readonly reading: Reading;
  /** What findings with `assumed` take the unknown parts for; undefined where nothing is assumed. */
  readonly assumption: string | undefined;
}

/** What is known beyond the credential itself. */
export interface BreadthFacts {
  /** Buildkite: the claim that the requested subject is made of, which an id alone does not tell. */
  readonly buildkiteSubjectClaim?: 'pipeline_id' | 'cluster_id' | 'queue_id' | 'organization_id';
}

/** Steps that one reading of the unknown parts may cost; real patterns need at most two thirds of that. */
const BUDGET_OF_READING = 20_000;
/** Steps that the search for the telling example of a class may cost. */
const BUDGET_OF_WITNESS = 4_000;
/** Steps that all readings together may cost. */
const BUDGET = 240_000;

/**
 * Who else can obtain a token that the credential accepts. Undefined where that cannot be told: the issuer is not
 * known, the expression has errors, the pattern is too complex, or it matches no subject of the platform.
 */
export function breadth(credential: FederatedCredential, facts: BreadthFacts = {}): Breadth | undefined {
  const issuer = platformOfCredential(credential);
  const claims = conditionsOf(credential);
  if (!issuer || !claims?.conditions.some(({ claim }) => isCompared(issuer, claim))) return undefined;
  const display = (text: string) => displayText({ text, labels: claims.labels });
  const results = within(BUDGET, (budget) => judgeReadings(issuer, claims, facts, budget), []);
  const simplest = results[0];
  if (!simplest) return undefined;
  const isOpen = claims.labels.length > 0;
  const findings = simplest.sightings.map((sighting): BreadthFinding => {
    const always = results.every(({ sightings }) => sightings.some((other) => other.class === sighting.class));
    const witness = within(BUDGET_OF_WITNESS, sighting.witness, simplest.shortest);
    return {
      class: sighting.class,
      severity: sighting.severity,
      witness: display(simplest.reading.undo(witness)),
      certainty: !isOpen ? 'certain' : always ? 'plain' : 'assumed',
    };
  });
  return {
    issuer,
    findings,
    severity: findings.map(({ severity }) => severity).sort(bySeverity)[0],
    forms: simplest.forms,
    reading: simplest.reading,
    assumption: findings.some(({ certainty }) => certainty === 'assumed')
      ? assumption(simplest.reading.shapes, claims.labels)
      : undefined,
  };
}

/** A condition on another claim is refused, so that nothing follows from it. */
function isCompared({ platform }: KnownIssuer, claim: string): boolean {
  return claim === 'sub' || platform.flexibleClaims.includes(claim);
}

interface JudgedReading {
  readonly reading: Reading;
  readonly forms: readonly FormAnalysis[];
  readonly sightings: readonly Summary[];
  /** A shortest subject that matches. */
  readonly shortest: string;
}

/** Each way to read the unknown parts that leaves subjects to match, simplest first. @throws BudgetExceededError */
function judgeReadings(
  issuer: KnownIssuer,
  { conditions, labels }: Conditions,
  facts: BreadthFacts,
  budget: Budget,
): readonly JudgedReading[] {
  const isOwnForm = labels.length > 0 && canHaveDefaultForm(issuer, conditions, budget);
  return readings(labels.length, issuer.platform.unknownShapes).flatMap((reading) => {
    const part = budget.part(BUDGET_OF_READING);
    const read = conditions.map((condition) => ({ ...condition, text: reading.apply(condition.text) }));
    const forms = matchingForms(
      issuer,
      read,
      { withCustomSubjects: !isOwnForm, withUnknowns: labels.length > 0 },
      part,
    );
    const [first] = forms;
    if (!first) return [];
    return [{ reading, forms, sightings: summary(issuer, forms, read, facts, part), shortest: first.shortest }];
  });
}

/** An unknown part may hold the rest of a usual subject; then it is no sign of a customised one. */
function canHaveDefaultForm(issuer: KnownIssuer, conditions: readonly Condition[], budget: Budget): boolean {
  const subjects = claimValues(conditions, 'sub', budget, 'anything') ?? compile(ANY_STRING);
  return subjectForms(issuer).some(
    (form) => shortestCommon(subjects, formAutomaton(issuer.platform, form, true), budget) !== undefined,
  );
}

function matchingForms(
  issuer: KnownIssuer,
  conditions: readonly Condition[],
  { withCustomSubjects, withUnknowns }: { readonly withCustomSubjects: boolean; readonly withUnknowns: boolean },
  budget: Budget,
): readonly FormAnalysis[] {
  const { platform } = issuer;
  const subjects = claimValues(conditions, 'sub', budget) ?? compile(ANY_STRING);
  const analyse = (candidate: SubjectForm) => analyseForm(platform, candidate, subjects, withUnknowns, budget) ?? [];
  const usual = subjectForms(issuer).flatMap(analyse);
  if (usual.length > 0 || !withCustomSubjects || !platform.customSubjects) return usual;
  if (!isPossibleSubject(issuer, subjects, budget)) return [];
  const condition = conditions.find(({ claim }) => claim === 'sub');
  return (platform.customSubjects.formsOf(condition?.text ?? '', condition?.operator === 'matches') ?? []).flatMap(
    analyse,
  );
}

type Summary = Pick<BreadthFinding, 'class' | 'severity'> & { readonly witness: WitnessSearch };

function summary(
  issuer: KnownIssuer,
  forms: readonly FormAnalysis[],
  conditions: readonly Condition[],
  facts: BreadthFacts,
  budget: Budget,
): readonly Summary[] {
  const witnesses = new Map<BreadthClassName, WitnessSearch>();
  const raised = new Set<BreadthClassName>();
  const add = (name: BreadthClassName, witness: WitnessSearch) => {
    if (!witnesses.has(name)) witnesses.set(name, witness);
  };
  for (const { sightings } of forms) {
    for (const { class: name, witness, raises } of sightings) {
      add(name, witness);
      if (raises) raised.add(raises);
    }
  }
  const anyWitness = [...witnesses.values()][0] ?? (() => forms[0]?.shortest ?? '');
  for (const name of issuer.form?.classes ?? []) add(name, anyWitness);
  if (facts.buildkiteSubjectClaim !== undefined && facts.buildkiteSubjectClaim !== 'pipeline_id') {
    add('any-pipeline', anyWitness);
  }
  const whole = ['any-branch', 'any-environment', 'any-pull-request'] as const;
  const inEnvironment = witnesses.get('any-environment');
  if (inEnvironment && whole.every((name) => witnesses.has(name))) add('repo-any-context', inEnvironment);
  const isPinned = pinsWorkflow(conditions, budget);
  return BREADTH_CLASS_NAMES.flatMap((name) => {
    const witness = witnesses.get(name);
    const broader = SUBSUMED_BY[name];
    if (witness === undefined || (broader && witnesses.has(broader))) return [];
    return [{ class: name, severity: severityOf(name, isPinned, raised.has(name)), witness }];
  });
}

/** Classes that a pinned workflow file and ref lower by one: what runs is that file, its inputs are the caller's. */
const LOWERED_BY_PIN: readonly BreadthClassName[] = ['any-repo', 'any-branch', 'any-pull-request'];

function severityOf(name: BreadthClassName, isPinned: boolean, isRaised: boolean): BreadthSeverity {
  const usual = BREADTH_SEVERITIES.indexOf(BREADTH_CLASSES[name].severity);
  const step = (isPinned && LOWERED_BY_PIN.includes(name) ? 1 : 0) - (isRaised ? 1 : 0);
  return BREADTH_SEVERITIES[Math.max(0, usual + step)] ?? 'info';
}

export function bySeverity(a: BreadthSeverity, b: BreadthSeverity): number {
  return BREADTH_SEVERITIES.indexOf(a) - BREADTH_SEVERITIES.indexOf(b);
}

function assumption(shapes: readonly string[], labels: readonly string[]): string {
  return shapes
    .map((shape, index) => {
      const label = `\`${labels[index] ?? ''}\``;
      if (shape === '{a}') return `${label} is a plain name`;
      return `${label} has the form \`${shape.replaceAll(/\{([a-d])\}/gu, '…')}\``;
    })
    .join(' and ');
}
