import * as vscode from 'vscode';
import type { BacklogItem } from '../../../migrate/backlog.ts';
import { backlogIssue, issueFile } from '../../../migrate/backlog-issue.ts';
import { ASSESSMENT_SEVERITIES } from '../../../tenant/assessment/severity.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { exportBacklog } from './export-backlog.ts';
import type { MigrationsViewNeeds } from './index.ts';
import { BacklogNode, type MigrationNode, PlanNode, progressOf, TextNode } from './nodes.ts';
import { Ranking } from './ranking.ts';
import { readPlans } from './read-plans.ts';

/** As many rows as somebody reads; the rest is counted, and in the export. */
const MAX_ROWS = 200;

/** What the view "Migrations" shows, and what is exported of it. */
export class MigrationsBoard extends Disposable {
  readonly #needs: MigrationsViewNeeds;
  readonly #ranking: Ranking;

  /** @param changed is told when the ranking is finished */
  constructor(needs: MigrationsViewNeeds, changed: () => void) {
    super();
    this.#needs = needs;
    this.#ranking = this.register(new Ranking(needs, changed));
  }

  /** The ranking is made anew when it is asked for next. */
  forget(): void {
    this.#ranking.forget();
  }

  async roots(): Promise<readonly MigrationNode[]> {
    const { t } = vscode.l10n;
    const plans = await readPlans();
    const open = new Set(
      plans.flatMap(({ plan }) => (typeof plan !== 'string' && progressOf(plan).next ? [plan.identity.clientId] : [])),
    );
    const roots: TextNode[] = [];
    if (plans.length > 0) {
      const node = new TextNode('plans', t('Plans'), t('{0} of {1} open', open.size, plans.length), 'checklist');
      node.children = plans.map(({ uri, plan }) => new PlanNode(node, uri, plan));
      roots.push(node);
    }
    await this.#needs.tenant.restore();
    if (!this.#needs.tenant.source) return roots;
    const items = this.#ranking.items();
    if (!items) return [...roots, new TextNode('ranking', t('Ranking the identities…'), '', 'loading~spin')];
    const waiting = items.filter(({ clientId }) => !open.has(clientId));
    return waiting.length === 0 ? roots : [...roots, backlogNode(waiting)];
  }

  /** @param format what the person is asked for where it is not given */
  async export(format: string | undefined, to: vscode.Uri | undefined): Promise<void> {
    await exportBacklog(this.#ranking, format, to);
  }

  /** The issue of one identity, for any tracker. @throws OperationError where it is not in the backlog */
  async copyIssue(clientId: string | undefined): Promise<void> {
    const { t } = vscode.l10n;
    const items = await this.#ranking.ready();
    const item = items.find((each) => each.clientId === clientId);
    const plan = item && (await this.#ranking.planOf(item));
    if (!item || !plan) throw new OperationError(t('It has no client secret that can be used.'));
    await vscode.env.clipboard.writeText(issueFile(backlogIssue(item, plan)));
    vscode.window.setStatusBarMessage(t('The issue of {0} is in the clipboard.', item.displayName), 5_000);
  }
}

function backlogNode(items: readonly BacklogItem[]): TextNode {
  const { t } = vscode.l10n;
  const counts = ASSESSMENT_SEVERITIES.flatMap((risk) => {
    const count = items.filter((item) => item.risk === risk).length;
    return count === 0 ? [] : [`${count.toLocaleString()} ${risk}`];
  });
  const node = new TextNode('backlog', t('Backlog'), counts.join(' · '), 'list-ordered');
  const rows: MigrationNode[] = items.slice(0, MAX_ROWS).map((item, index) => new BacklogNode(node, item, index + 1));
  const more = items.length - rows.length;
  if (more > 0) {
    const title = t('Export Migration Backlog…');
    const label = t('{0} more, which the export has', more.toLocaleString());
    rows.push(new TextNode('more', label, '', 'ellipsis', { command: 'keyless.exportBacklog', title }));
  }
  node.children = rows;
  return node;
}
