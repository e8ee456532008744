import type * as vscode from 'vscode';
import type { PolicyChange } from '../../../tenant/policy-writing/policy-change.ts';

/** A change of a policy that was made from this machine, with the way back in it. */
export interface KeptChange {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tenantId: string;
  /** Who made it. */
  readonly account: string;
  readonly change: PolicyChange;
}

const KEY = 'keyless.policyChanges';
/** What is older is not rolled back from here. */
const MAX_KEPT = 50;

/** Changes of policies, the newest first, so that they can be rolled back: in this window and after it. */
export class KeptChanges {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  of(tenantId: string): readonly KeptChange[] {
    return this.#all.filter((each) => each.tenantId === tenantId);
  }

  async add(kept: Omit<KeptChange, 'id' | 'at'>): Promise<KeptChange> {
    const whole = { id: crypto.randomUUID(), at: new Date().toISOString(), ...kept };
    await this.#memento.update(KEY, [whole, ...this.#all].slice(0, MAX_KEPT));
    return whole;
  }

  async remove({ id }: KeptChange): Promise<void> {
    await this.#memento.update(
      KEY,
      this.#all.filter((each) => each.id !== id),
    );
  }

  get #all(): readonly KeptChange[] {
    return this.#memento.get<readonly KeptChange[]>(KEY, []);
  }
}
