import * as vscode from 'vscode';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { PolicyDraft } from '../../../tenant/policy-writing/draft.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { holderOf } from './choose-holders.ts';
import { choosePolicy } from './choose-policy.ts';
import { enforceConditionalAccess, writeConditionalAccess } from './conditional-access.ts';
import { type KeptChange, KeptChanges } from './kept-changes.ts';
import { chooseKept, rollBack } from './roll-back.ts';
import { runSimulation } from './run-simulation.ts';
import { SimulationView } from './simulation-view.ts';
import { writeDraft } from './write-policy.ts';

/** What is done with policies. Loaded for the first of them. */
export class Policies extends Disposable {
  readonly #tenant: TenantSession;
  readonly #kept: KeptChanges;
  readonly #view = this.register(new SimulationView());

  constructor(tenant: TenantSession, globalState: vscode.Memento) {
    super();
    this.#tenant = tenant;
    this.#kept = new KeptChanges(globalState);
  }

  /** Asks for a policy and shows what it would do. @param identity that somebody began with */
  async simulate(identity: Identity | undefined): Promise<void> {
    await this.#opened();
    const title = vscode.l10n.t('Simulate Credential Policy');
    const chosen = await choosePolicy(this.#tenant, title, identity ? [holderOf(identity)] : []);
    this.#view.show(await runSimulation(this.#tenant, chosen));
  }

  save(format: 'csv' | 'markdown'): Promise<void> {
    return this.#view.save(format);
  }

  /** Writes a policy that is asked for, or the one that was simulated last. */
  async write(from: Identity | 'simulated' | undefined): Promise<void> {
    await this.#opened();
    const drafts = from === 'simulated' ? this.#simulated() : await this.#choose(from);
    this.#announce(await writeDraft(this.#tenant, this.#kept, drafts));
  }

  async writeConditionalAccess(identity: Identity | undefined): Promise<void> {
    await this.#opened();
    this.#announce(await writeConditionalAccess(this.#tenant, this.#kept, identity ? [identity] : []));
  }

  async enforceConditionalAccess(): Promise<void> {
    this.#announce(await enforceConditionalAccess(this.#tenant, this.#kept));
  }

  async rollBack(): Promise<void> {
    const entry = await chooseKept(this.#tenant, this.#kept);
    this.#announce(await rollBack(this.#tenant, this.#kept, entry));
  }

  #simulated(): readonly PolicyDraft[] {
    const { simulation } = this.#view;
    if (simulation) return simulation.drafts;
    throw new OperationError(vscode.l10n.t('Nothing was simulated yet.'));
  }

  async #choose(identity: Identity | undefined): Promise<readonly PolicyDraft[]> {
    const title = vscode.l10n.t('Write Credential Policy');
    return (await choosePolicy(this.#tenant, title, identity ? [holderOf(identity)] : [])).drafts;
  }

  /** @throws OperationError where no tenant is open */
  async #opened(): Promise<void> {
    await this.#tenant.restore();
    if (this.#tenant.source) return;
    throw new OperationError(vscode.l10n.t('No tenant is open. Sign in, or open a snapshot or the demo tenant.'), {
      actions: [
        { title: vscode.l10n.t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') },
        {
          title: vscode.l10n.t('Open Demo Tenant'),
          run: () => vscode.commands.executeCommand('keyless.openDemoTenant'),
        },
      ],
    });
  }

  /** Says what was changed, with the way back. Whoever waits for the command does not wait for the message. */
  #announce(made: KeptChange | undefined): void {
    if (!made) return;
    const { t } = vscode.l10n;
    const { name } = made.change;
    const undo = t('Undo');
    const text = t('The change of {0} is made, and the tenant shows it.', name);
    void vscode.window.showInformationMessage(text, undo).then(async (answer) => {
      if (answer === undo) await vscode.commands.executeCommand('keyless.policies.undo', made.id);
    });
  }

  /** @param id of a change that was just made */
  async undo(id: string): Promise<void> {
    const live = this.#tenant.current;
    const made = live?.kind === 'live' ? this.#kept.of(live.connection.tenantId) : [];
    const entry = made.find((each) => each.id === id);
    if (!entry) throw new OperationError(vscode.l10n.t('This change is not kept any more.'));
    this.#announce(await rollBack(this.#tenant, this.#kept, entry));
  }
}
