import type { Identity } from '../model/identity.ts';
import type { InventoryHeader } from '../model/inventory.ts';
import type { SectionName } from '../model/section.ts';
import type { Strength } from '../model/strength.ts';
import { policyEffect } from '../policy-simulation/effect.ts';
import { PolicyIndex } from '../policy-simulation/restrictions.ts';
import type { Check, CheckContext, Failing, IdentityCheck, Verdict } from './check.ts';
import { Coverage } from './coverage.ts';
import { FigureCollector } from './figures/collector.ts';
import type { Figure } from './figures/figure.ts';
import { type Gap, gapOf, gapOfIdentity } from './gaps.ts';
import { type IdentityFacts, identityFacts } from './identity-facts.ts';
import { inOnePiece } from './in-one-piece.ts';
import type { Mute } from './mute.ts';
import { type Preset, type Thresholds, thresholdsOf } from './presets.ts';
import { CHECKS } from './registry.ts';
import { pointsOf, type Score, scoreOf } from './score.ts';
import { ASSESSMENT_SEVERITIES, type AssessmentSeverity, compareSeverity } from './severity.ts';
import { sortedInSteps } from './sorted-in-steps.ts';
import { TrustJudge } from './trust-judge.ts';

/**
 * `unknown`: not read for another reason than permission or licence, or not decided by what was read. A check is never
 * passed for want of data. `muted`: it fails, and somebody has said why that is accepted for now.
 */
export const OUTCOMES = [
  'fail',
  'muted',
  'pass',
  'not-permitted',
  'not-licensed',
  'unknown',
  'not-applicable',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export interface AssessmentOptions {
  /** When it is judged, milliseconds since 1970. */
  readonly now: number;
  readonly preset: Preset;
  /** In place of those of the preset. */
  readonly thresholds?: Partial<Thresholds>;
  readonly checks?: readonly Check[];
  /** Whether the directory has a service principal, by object id; needed where the identities come one by one. */
  readonly hasServicePrincipal?: (objectId: string) => boolean;
}

/** The verdicts on a tenant. */
export interface Assessment {
  readonly header: InventoryHeader;
  readonly now: number;
  readonly preset: Preset;
  readonly thresholds: Thresholds;
  readonly identityCount: number;
  /** How far "no more secrets" has come, by the weakest way in which the tenant's identities sign in. */
  readonly strengths: Readonly<Record<Strength, number>>;
  /** One for every check, in the order of the registry. */
  readonly results: readonly CheckResult[];
  /** The identities with the highest scores, highest first; at most {@link TOP_SCORES}. */
  readonly scores: readonly IdentityScore[];
  /** What charts show, with the objects behind every number. */
  readonly figures: readonly Figure[];
}

export interface CheckResult {
  readonly check: Check;
  /** Objects by outcome; for a check of the tenant there is one object. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Worst first, then by name. */
  readonly failures: readonly Failure[];
  /** Those that somebody muted (`withMutes`), in the same order. */
  readonly muted: readonly MutedFailure[];
  /** What kept it from being decided everywhere. */
  readonly gap: Gap | undefined;
}

export interface Failure extends Required<Failing> {
  /** Undefined for the tenant. */
  readonly clientId: string | undefined;
  /** Of the identity or the tenant. */
  readonly displayName: string;
}

export interface MutedFailure extends Failure {
  readonly mute: Mute;
}

export interface IdentityScore extends Score {
  readonly clientId: string;
  readonly displayName: string;
}

export const TOP_SCORES = 100;

/** Judges a tenant: all checks over all identities, in one pass. */
export function assess(
  header: InventoryHeader,
  identities: Iterable<Identity>,
  options: AssessmentOptions,
): Assessment {
  const steps = assessInSteps(header, identities, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same, for a host that others wait for: a step is an identity, or some milliseconds of sorting.
 * @returns yields how many identities were judged so far
 */
export function* assessInSteps(
  header: InventoryHeader,
  identities: Iterable<Identity>,
  options: AssessmentOptions,
): Generator<number, Assessment> {
  const context = contextOf(header, { hasServicePrincipal: principalsAmong(identities), ...options });
  const runs = (options.checks ?? CHECKS).map((check) => new CheckRun(check, context));
  const scores = new TopScores();
  const figures = new FigureCollector(context);
  const strengths = { 'client-secret': 0, certificate: 0, federated: 0, 'managed-identity': 0, none: 0 };
  const names: Named[] = [];
  for (const identity of identities) {
    const position = names.length;
    const { clientId, displayName } = identity;
    names.push({ clientId, displayName, position });
    const facts = identityFacts(identity, options.now);
    for (const run of runs) run.see(facts, position);
    scores.add(facts, context);
    figures.see(facts);
    const weakest = weakestOf(facts);
    if (identity.ownership === 'own' || weakest !== 'none') strengths[weakest] += 1;
    yield names.length;
  }
  const identityCount = names.length;
  for (const run of runs) run.seeTenant();
  const naming = ranksOf(names);
  let named = naming.next();
  for (; !named.done; named = naming.next()) yield identityCount;
  const results: CheckResult[] = [];
  for (const run of runs) {
    results.push(run.result(named.value));
    yield identityCount;
  }
  return {
    header,
    now: options.now,
    preset: options.preset,
    thresholds: context.thresholds,
    identityCount,
    strengths,
    results,
    scores: scores.list(),
    figures: figures.figures(),
  };
}

/** As `strength` of the model says it. */
function weakestOf({ secrets, certificates, trusts, isManaged }: IdentityFacts): Strength {
  if (secrets.length > 0) return 'client-secret';
  if (certificates.length > 0) return 'certificate';
  if (trusts.length > 0) return 'federated';
  return isManaged ? 'managed-identity' : 'none';
}

/** What one identity comes to: the outcome of every check that is about identities. */
export interface IdentityOutcome {
  readonly check: IdentityCheck;
  readonly outcome: Outcome;
  readonly failing: Failing | undefined;
  readonly gap: Gap | undefined;
}

/** The outcomes of all checks for one identity, and its score. */
export function assessIdentity(
  header: InventoryHeader,
  identity: Identity,
  options: AssessmentOptions,
): { readonly outcomes: readonly IdentityOutcome[]; readonly score: Score } {
  const context = contextOf(header, { hasServicePrincipal: UNTOLD, ...options });
  const facts = identityFacts(identity, options.now);
  const outcomes = (options.checks ?? CHECKS).flatMap((check): IdentityOutcome[] => {
    if (check.about !== 'identity') return [];
    const { outcome, failing, gap } = outcomeOf(check, facts, context, gapsOf(check, header));
    return [{ check, outcome, failing, gap }];
  });
  return { outcomes, score: scoreOf(facts, context) };
}

function contextOf(
  header: InventoryHeader,
  {
    now,
    preset,
    thresholds,
    hasServicePrincipal,
  }: Omit<AssessmentOptions, 'hasServicePrincipal'> & Pick<CheckContext, 'hasServicePrincipal'>,
): CheckContext {
  const policies = new PolicyIndex(header.policies);
  return {
    header,
    now,
    thresholds: thresholdsOf(preset, thresholds),
    trusts: new TrustJudge(),
    coverage: new Coverage(header.policies),
    hasServicePrincipal,
    policyEffect: rememberingLast((identity) => policyEffect(identity, policies, now)),
  };
}

const UNTOLD = (): undefined => undefined;

/** Looks among identities that are all there at once; what comes one by one is not gone through twice. */
function principalsAmong(identities: Iterable<Identity>): CheckContext['hasServicePrincipal'] {
  if (!Array.isArray(identities)) return UNTOLD;
  let ids: ReadonlySet<string> | undefined;
  return (objectId) => {
    ids ??= new Set(
      (identities as readonly Identity[]).flatMap(({ servicePrincipalId }) => servicePrincipalId?.toLowerCase() ?? []),
    );
    return ids.has(objectId.toLowerCase());
  };
}

/** Several checks ask the same of one identity before the next one comes. */
function rememberingLast<Result>(compute: (identity: Identity) => Result): (identity: Identity) => Result {
  let last: { readonly identity: Identity; readonly result: Result } | undefined;
  return (identity) => {
    if (last?.identity !== identity) last = { identity, result: compute(identity) };
    return last.result;
  };
}

interface Gaps {
  readonly needs: Gap | undefined;
  readonly uses: Gap | undefined;
  readonly parts: readonly SectionName[];
}

function gapsOf({ needs, uses = [] }: Check, { sections }: InventoryHeader): Gaps {
  return { needs: gapOf(needs, sections), uses: gapOf(uses, sections), parts: [...needs, ...uses] };
}

interface Decided {
  readonly outcome: Outcome;
  readonly failing: Failing | undefined;
  readonly gap: Gap | undefined;
}

const NO_KEYS: readonly string[] = [];

const NOT_APPLICABLE: Decided = { outcome: 'not-applicable', failing: undefined, gap: undefined };
const PASS: Decided = { outcome: 'pass', failing: undefined, gap: undefined };
const UNDECIDED: Decided = { outcome: 'unknown', failing: undefined, gap: undefined };

/** What is seen to be wrong is wrong whatever else could not be read; to be right takes everything. */
function outcomeOf(check: IdentityCheck, facts: IdentityFacts, context: CheckContext, gaps: Gaps): Decided {
  if (!check.concerns(facts)) return NOT_APPLICABLE;
  const own = gapOfIdentity(check.needs, facts.identity);
  const missing = gaps.needs ?? own;
  if (missing) return { outcome: missing.outcome, failing: undefined, gap: missing };
  const verdict = check.judge(facts, context);
  if (verdict !== 'pass') return decided(verdict);
  const partial = gaps.uses ?? gapOfIdentity(check.uses ?? [], facts.identity);
  return partial ? { outcome: partial.outcome, failing: undefined, gap: partial } : PASS;
}

function decided(verdict: Verdict): Decided {
  switch (verdict) {
    case 'pass':
      return PASS;
    case 'not-applicable':
      return NOT_APPLICABLE;
    case 'undecided':
      return UNDECIDED;
    default:
      return { outcome: 'fail', failing: verdict, gap: undefined };
  }
}

/** One check on its way through the tenant. */
class CheckRun {
  readonly #check: Check;
  readonly #context: CheckContext;
  readonly #gaps: Gaps;
  readonly #counts: Record<Outcome, number> = {
    fail: 0,
    muted: 0,
    pass: 0,
    'not-permitted': 0,
    'not-licensed': 0,
    unknown: 0,
    'not-applicable': 0,
  };
  readonly #failures: Failure[] = [];
  /** Of the identities that the failures are about, in the order in which identities come; ascending. */
  readonly #positions: number[] = [];
  #gap: Gap | undefined;

  constructor(check: Check, context: CheckContext) {
    this.#check = check;
    this.#context = context;
    this.#gaps = gapsOf(check, context.header);
  }

  /** @param position of the identity in the order in which they come */
  see(facts: IdentityFacts, position: number): void {
    if (this.#check.about !== 'identity') return;
    const { clientId, displayName } = facts.identity;
    this.#count(outcomeOf(this.#check, facts, this.#context, this.#gaps), clientId, displayName, position);
  }

  seeTenant(): void {
    if (this.#check.about !== 'tenant') return;
    const { tenant } = this.#context.header;
    const { needs } = this.#gaps;
    const found = needs
      ? { outcome: needs.outcome, failing: undefined, gap: needs }
      : decided(this.#check.judge(this.#context.header, this.#context));
    this.#count(found, undefined, tenant.displayName ?? tenant.id, 0);
  }

  #count(
    { outcome, failing, gap }: Decided,
    clientId: string | undefined,
    displayName: string,
    position: number,
  ): void {
    this.#counts[outcome] += 1;
    if (gap) this.#gap ??= gap;
    if (!failing) return;
    const { message, keyIds, severity = this.#check.severity } = failing;
    this.#failures.push({ clientId, displayName, severity, message: inOnePiece(message), keyIds: keyIds ?? NO_KEYS });
    this.#positions.push(position);
  }

  /** Where nobody was seen whom it concerns, those may be in what could not be read of the directory. */
  #gapOfNone(): Gap | undefined {
    const { fail, pass, unknown } = this.#counts;
    if (fail + pass + unknown > 0) return undefined;
    const directory = gapOf(['applications', 'service-principals'], this.#context.header.sections);
    return directory && (this.#gaps.needs ?? directory);
  }

  /** @param ranks of the identities by name, by their position */
  result(ranks: Uint32Array): CheckResult {
    const gap = this.#gap ?? this.#gapOfNone();
    return { check: this.#check, counts: this.#counts, failures: this.#sorted(ranks), muted: [], gap };
  }

  /** Worst first, then by name, without comparing names once more. */
  #sorted(ranks: Uint32Array): readonly Failure[] {
    const byRank = new Uint32Array(ranks.length);
    for (const [index, position] of this.#positions.entries()) byRank[ranks[position] ?? 0] = index + 1;
    const bySeverity: Record<AssessmentSeverity, Failure[]> = { critical: [], high: [], medium: [], low: [] };
    for (const place of byRank) {
      const failure = place === 0 ? undefined : this.#failures[place - 1];
      if (failure) bySeverity[failure.severity].push(failure);
    }
    return ASSESSMENT_SEVERITIES.flatMap((severity) => bySeverity[severity]);
  }
}

interface Named {
  readonly displayName: string;
  readonly clientId: string;
  readonly position: number;
}

/** The places of identities by name, by their position: a tenant has one name to sort where checks have many failures. */
function* ranksOf(names: readonly Named[]): Generator<void, Uint32Array> {
  const ranks = new Uint32Array(Math.max(1, names.length));
  const sorted = yield* sortedInSteps(names, compareNames);
  for (const [rank, { position }] of sorted.entries()) ranks[position] = rank;
  return ranks;
}

function compareNames(a: Named, b: Named): number {
  return compareText(a.displayName, b.displayName) || compareText(a.clientId, b.clientId);
}

/** By code unit: the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keeps the highest scores without keeping all. */
class TopScores {
  #kept: IdentityScore[] = [];
  #least = 1;

  add(facts: IdentityFacts, context: CheckContext): void {
    // Words are only found for those that are kept.
    if (pointsOf(facts, context) < this.#least) return;
    const score = scoreOf(facts, context);
    const { clientId, displayName } = facts.identity;
    this.#kept.push({ clientId, displayName, ...score });
    if (this.#kept.length >= 2 * TOP_SCORES) this.#trim();
  }

  list(): readonly IdentityScore[] {
    this.#trim();
    return this.#kept;
  }

  #trim(): void {
    this.#kept = this.#kept
      .sort(
        (a, b) =>
          b.points - a.points || compareText(a.displayName, b.displayName) || compareText(a.clientId, b.clientId),
      )
      .slice(0, TOP_SCORES);
    if (this.#kept.length === TOP_SCORES) this.#least = this.#kept.at(-1)?.points ?? 1;
  }
}

/** The worst severity among the failures; undefined where nothing fails. */
export function worstSeverity({ results }: Assessment): AssessmentSeverity | undefined {
  return results.flatMap(({ failures }) => failures[0]?.severity ?? []).sort(compareSeverity)[0];
}
