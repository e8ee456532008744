import * as vscode from 'vscode';
import { AREAS } from '../../../tenant/assessment/areas.ts';
import type { CheckResult, Failure } from '../../../tenant/assessment/assess.ts';
import {
  ASSESSMENT_SEVERITIES,
  type AssessmentSeverity,
  compareSeverity,
} from '../../../tenant/assessment/severity.ts';
import type { Posture } from '../../infrastructure/tenant/posture.ts';
import { countOf, ofSeverity } from './by-severity.ts';
import { CheckNode } from './check-node.ts';
import { severityIcon, stateIcon } from './icons.ts';
import { MuteNode } from './mute-node.ts';
import { PostureNode } from './node.ts';
import { AREA_NAMES, SEVERITY_NAMES, SEVERITY_TITLES, stateOf } from './texts.ts';
import type { CheckState, PostureFilter, PostureOptions } from './view-state.ts';

/** A check as the view shows it. */
interface Shown {
  readonly result: CheckResult;
  readonly state: CheckState;
  /** Those of the severities that are shown. */
  readonly failures: readonly Failure[];
  readonly worst: AssessmentSeverity | undefined;
}

const STATE_ORDER: readonly CheckState[] = [
  'failed',
  'not-permitted',
  'not-licensed',
  'unknown',
  'muted',
  'passed',
  'not-applicable',
];

/** The rows of the view "Posture". Loaded with the first tenant. */
export class PostureTree {
  readonly #pages = new Map<string, number>();

  /** Shows another page of a row. */
  loadMore(rowId: string): void {
    this.#pages.set(rowId, this.#pagesOf(rowId) + 1);
  }

  roots(posture: Posture, { grouping, filter }: PostureOptions): readonly PostureNode[] {
    const shown = posture.assessment.results.flatMap((result) => shownOf(result, filter) ?? []);
    const groups = grouping === 'area' ? this.#areas(posture, shown) : this.#severities(posture, shown, filter);
    return [...groups, ...muteRows(posture)];
  }

  #areas(posture: Posture, shown: readonly Shown[]): readonly PostureNode[] {
    return AREAS.flatMap((area) => {
      const checks = shown.filter(({ result }) => result.check.area === area).sort(compareShown);
      if (checks.length === 0) return [];
      const label = AREA_NAMES[area]();
      const worst = checks[0]?.worst;
      const texts = stateTexts(checks);
      const row: PostureNode = new PostureNode(undefined, `area:${area}`, {
        label,
        description: [...(worst ? [SEVERITY_NAMES[worst]()] : []), ...texts].join(' · '),
        icon: worst ? severityIcon(worst) : stateIcon(calmState(checks)),
        context: 'area',
        accessibility: [
          label,
          ...(worst ? [vscode.l10n.t('worst severity {0}', SEVERITY_NAMES[worst]())] : []),
          ...texts,
        ].join(', '),
        children: () => this.#checks(row, posture, checks),
      });
      return [row];
    });
  }

  #severities(posture: Posture, shown: readonly Shown[], { severities }: PostureFilter): readonly PostureNode[] {
    const wanted = ASSESSMENT_SEVERITIES.filter((each) => severities.length === 0 || severities.includes(each));
    const rows = wanted.flatMap((severity) => {
      const checks = shown.flatMap((each): Shown[] => {
        const failures = ofSeverity(each.failures, severity);
        return failures.length === 0 ? [] : [{ ...each, failures, worst: severity }];
      });
      if (checks.length === 0) return [];
      const failures = checks.reduce((sum, each) => sum + each.failures.length, 0);
      const label = SEVERITY_TITLES[severity]();
      const texts = [vscode.l10n.t('{0} failed', failures.toLocaleString()), checkCount(checks.length)];
      const row: PostureNode = new PostureNode(undefined, `severity:${severity}`, {
        label,
        description: texts.join(' · '),
        icon: severityIcon(severity),
        context: 'severity',
        accessibility: [label, ...texts].join(', '),
        children: () => this.#checks(row, posture, checks),
      });
      return [row];
    });
    return [...rows, ...this.#rest(posture, shown)];
  }

  /** What does not fail, where failures are grouped by how bad they are. */
  #rest(posture: Posture, shown: readonly Shown[]): readonly PostureNode[] {
    const checks = shown.filter(({ failures }) => failures.length === 0).sort(compareShown);
    if (checks.length === 0) return [];
    const label = vscode.l10n.t('Nothing failed');
    const texts = stateTexts(checks);
    const row: PostureNode = new PostureNode(undefined, 'severity:none', {
      label,
      description: texts.join(' · '),
      icon: stateIcon(calmState(checks)),
      context: 'severity',
      accessibility: [label, ...texts].join(', '),
      children: () => this.#checks(row, posture, checks),
    });
    return [row];
  }

  #checks(parent: PostureNode, { source }: Posture, checks: readonly Shown[]): readonly PostureNode[] {
    const context = { source, pagesOf: (rowId: string) => this.#pagesOf(rowId) };
    return checks.map(({ result, failures, worst }) => new CheckNode(parent, result, failures, worst, context));
  }

  #pagesOf(rowId: string): number {
    return this.#pages.get(rowId) ?? 1;
  }
}

/** How many failures a posture has, by severity. */
export function failureText({ assessment }: Posture): string {
  const texts = ASSESSMENT_SEVERITIES.flatMap((severity) => {
    const count = assessment.results.reduce((sum, { failures }) => sum + countOf(failures, severity), 0);
    return count === 0 ? [] : [`${count.toLocaleString()} ${SEVERITY_NAMES[severity]()}`];
  });
  return texts.length === 0 ? vscode.l10n.t('Nothing fails') : texts.join(', ');
}

function shownOf(result: CheckResult, { areas, severities, states }: PostureFilter): Shown | undefined {
  const state = stateOf(result);
  if (areas.length > 0 && !areas.includes(result.check.area)) return undefined;
  if (states.length > 0 && !states.some((each) => has(result, each))) return undefined;
  const isOpen = states.length === 0 || states.includes('failed');
  const failures = isOpen
    ? severities.length === 0
      ? result.failures
      : ASSESSMENT_SEVERITIES.filter((each) => severities.includes(each)).flatMap((each) =>
          ofSeverity(result.failures, each),
        )
    : [];
  // Whoever asks for severities asks for what has one.
  if (severities.length > 0 && failures.length === 0) return undefined;
  return { result, state, failures, worst: failures[0]?.severity };
}

function has({ counts, muted }: CheckResult, state: CheckState): boolean {
  if (state === 'failed') return counts.fail > 0;
  if (state === 'muted') return muted.length > 0;
  if (state === 'passed') return counts.fail === 0 && counts.pass > 0;
  return state === 'not-applicable' ? stateOf({ counts }) === state : counts[state] > 0;
}

function compareShown(a: Shown, b: Shown): number {
  const byState = STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);
  return byState || (a.worst && b.worst ? compareSeverity(a.worst, b.worst) : 0);
}

function stateTexts(checks: readonly Shown[]): readonly string[] {
  const count = (wanted: CheckState) => checks.filter(({ state }) => state === wanted).length;
  const [failed, passed] = [count('failed'), count('passed')];
  const [permitted, licensed, muted] = [count('not-permitted'), count('not-licensed'), count('muted')];
  return [
    failed > 0 ? vscode.l10n.t('{0} of {1} checks failed', failed, checks.length) : checkCount(checks.length),
    ...(muted > 0 ? [vscode.l10n.t('{0} muted', muted)] : []),
    ...(permitted > 0 ? [vscode.l10n.t('{0} not permitted', permitted)] : []),
    ...(licensed > 0 ? [vscode.l10n.t('{0} not licensed', licensed)] : []),
    ...(passed > 0 ? [vscode.l10n.t('{0} passed', passed)] : []),
  ];
}

function checkCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 check') : vscode.l10n.t('{0} checks', count);
}

function calmState(checks: readonly Shown[]): Exclude<CheckState, 'failed'> {
  const [first] = STATE_ORDER.filter((state) => checks.some((check) => check.state === state));
  return first === undefined || first === 'failed' ? 'passed' : first;
}

/** Mutes that hide nothing, to go through now and then. */
function muteRows({ unused }: Posture): readonly PostureNode[] {
  if (unused.length === 0) return [];
  const label = vscode.l10n.t('Mutes Without Effect');
  const description = unused.length.toLocaleString();
  const group: PostureNode = new PostureNode(undefined, 'unusedMutes', {
    label,
    description,
    icon: stateIcon('muted'),
    context: 'unusedMutes',
    accessibility: `${label}, ${description}`,
    children: () => unused.map((mute) => new MuteNode(group, mute)),
  });
  return [group];
}
