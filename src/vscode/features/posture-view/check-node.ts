import * as vscode from 'vscode';
import type { CheckResult, Failure } from '../../../tenant/assessment/assess.ts';
import type { AssessmentSeverity } from '../../../tenant/assessment/severity.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { FailureNode } from './failure-node.ts';
import { severityIcon, stateIcon } from './icons.ts';
import { PostureNode } from './node.ts';
import { countTexts, SEVERITY_NAMES, STATE_NAMES, stateOf } from './texts.ts';
import type { CheckState } from './view-state.ts';

/** Rows that a check shows at first, and that each "load more" adds. */
const PAGE = 100;

export interface CheckContext {
  readonly source: InventorySource;
  /** How many pages of a row are shown. */
  readonly pagesOf: (rowId: string) => number;
}

/** A check: what fails, what is muted, and what kept it from being decided. */
export class CheckNode extends PostureNode {
  readonly checkId: string;
  readonly result: CheckResult;

  /**
   * @param failures those of the result that the view shows here
   * @param worst the severity of the worst of them
   */
  constructor(
    parent: PostureNode,
    result: CheckResult,
    failures: readonly Failure[],
    worst: AssessmentSeverity | undefined,
    context: CheckContext,
  ) {
    const { check, muted, gap } = result;
    const id = `${parent.id}/${check.id}`;
    const state = stateShown(result, failures);
    const severity = worst && SEVERITY_NAMES[worst]();
    const counts = countTexts(result);
    const texts = counts.length > 0 ? counts : [STATE_NAMES[state]()];
    const isEmpty = failures.length === 0 && muted.length === 0 && gap === undefined;
    super(parent, id, {
      label: check.title,
      description: [...(severity === undefined ? [] : [severity]), ...texts].join(' · '),
      tooltip: tooltipOf(result),
      icon: state === 'failed' ? severityIcon(worst ?? check.severity) : stateIcon(state),
      context: contextOf(result),
      accessibility: [
        check.title,
        STATE_NAMES[state](),
        ...(severity === undefined ? [] : [vscode.l10n.t('severity {0}', severity)]),
        ...(counts.length > 0 && check.about === 'identity' ? counts : []),
      ].join(', '),
      ...(!isEmpty && { children: () => this.#rows(failures, context) }),
    });
    this.checkId = check.id;
    this.result = result;
  }

  #rows(failures: readonly Failure[], context: CheckContext): readonly PostureNode[] {
    const { muted, gap } = this.result;
    return [
      ...(gap ? [this.#gapRow(gap.text)] : []),
      ...this.#failureRows(this, failures, context),
      ...(muted.length > 0 ? [this.#mutedRow(context)] : []),
    ];
  }

  #failureRows(parent: PostureNode, failures: readonly Failure[], context: CheckContext): readonly PostureNode[] {
    const shown = failures.slice(0, PAGE * context.pagesOf(parent.id));
    const rows = shown.map((failure) => new FailureNode(parent, this.result.check, failure, context.source));
    return shown.length === failures.length ? rows : [...rows, moreRow(parent, shown.length, failures.length)];
  }

  #mutedRow(context: CheckContext): PostureNode {
    const { muted } = this.result;
    const label = vscode.l10n.t('Muted');
    const count = muted.length.toLocaleString();
    const row: PostureNode = new PostureNode(this, `${this.id}/muted`, {
      label,
      description: count,
      icon: stateIcon('muted'),
      context: 'mutedGroup',
      accessibility: `${label}, ${count}`,
      children: () => this.#failureRows(row, muted, context),
    });
    return row;
  }

  /** What it takes to decide the rest, and where to look for it. */
  #gapRow(text: string): PostureNode {
    const { gap, counts } = this.result;
    const state = gap?.outcome ?? 'unknown';
    const label = gap?.needs.length
      ? vscode.l10n.t('Needs {0}', gap.needs.join(vscode.l10n.t(' or ')))
      : STATE_NAMES[state]();
    const count = this.result.check.about === 'tenant' ? '' : counts[state].toLocaleString();
    return new PostureNode(this, `${this.id}/gap`, {
      label,
      description: `${count} ${STATE_NAMES[state]()}`.trim(),
      tooltip: text,
      icon: stateIcon(state),
      context: 'gap',
      command: { command: 'keyless.showTenant', title: vscode.l10n.t('Show Tenant and Permissions') },
      accessibility: vscode.l10n.t('{0}. {1} Select to show tenant and permissions.', STATE_NAMES[state](), text),
    });
  }
}

/** Where a filter hides what fails, the rest counts. */
function stateShown(result: CheckResult, failures: readonly Failure[]): CheckState {
  return failures.length > 0 ? 'failed' : stateOf({ counts: { ...result.counts, fail: 0 } });
}

function moreRow(parent: PostureNode, shown: number, total: number): PostureNode {
  const label = vscode.l10n.t('Load More');
  const description = vscode.l10n.t('{0} of {1}', shown.toLocaleString(), total.toLocaleString());
  return new PostureNode(parent, `${parent.id}/more`, {
    label,
    description,
    icon: new vscode.ThemeIcon('ellipsis'),
    context: 'more',
    command: { command: 'keyless.posture.loadMore', title: label, arguments: [parent.id] },
    accessibility: `${label}, ${description}`,
  });
}

function tooltipOf({ check, gap }: CheckResult): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(check.title).appendMarkdown('** `').appendText(check.id).appendMarkdown('`\n\n');
  text.appendText(check.why).appendMarkdown('\n\n').appendText(check.fix);
  if (gap) text.appendMarkdown('\n\n').appendText(gap.text);
  return text;
}

function contextOf({ check, failures, muted, gap }: CheckResult): string {
  const whole = muted.some(({ mute }) => mute.identity === undefined);
  const parts = [failures.length > 0 && 'failing', whole && 'wholeMuted', gap && 'incomplete', `about-${check.about}`];
  return ['check', ...parts.filter(Boolean)].join(' ');
}
