import * as vscode from 'vscode';
import type { ChangeOutcome, ChangeRecord } from '../../../tenant/change/change-record.ts';
import { Disposable } from '../disposable.ts';
import type { LiveInventory } from './open-inventory.ts';

/** What is about to be changed. Names and ids; never the value of a credential. */
export type Change = Pick<ChangeRecord, 'change' | 'identity' | 'objectId' | 'plan'>;

/** How it ended, in words of our own: those of a service may quote a value. */
export type Outcome = Omit<ChangeOutcome, 'at'>;

export interface BegunChange {
  end(outcome: Outcome): Promise<void>;
}

/**
 * What was changed in tenants from this machine: who, what, when, and how it ended. A change is written down before it is
 * sent, so that one whose answer never came can be found. Each record and each outcome is a file of its own, which is
 * written once: windows cannot overwrite each other's, and none is lost with another.
 */
export class ChangeLog extends Disposable {
  readonly #folder: vscode.Uri;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange: vscode.Event<void> = this.#changed.event;

  constructor(storage: vscode.Uri) {
    super();
    this.#folder = vscode.Uri.joinPath(storage, 'changes');
  }

  /** Rejects where it cannot be written: then nothing should be sent. */
  async begin({ name, connection }: Pick<LiveInventory, 'name' | 'connection'>, change: Change): Promise<BegunChange> {
    const id = crypto.randomUUID();
    const at = new Date().toISOString();
    const tenant = { id: connection.tenantId, name };
    const record: ChangeRecord = { id, at, tenant, account: connection.account, ...change };
    const file = `${at.replaceAll(/[:.]/g, '-')} ${id}`;
    await this.#write(`${file}${RECORD}`, record);
    return {
      end: async (outcome) => {
        await this.#write(`${file}${OUTCOME}`, { at: new Date().toISOString(), ...outcome });
      },
    };
  }

  /** Writes down a change that was made already. */
  async add(live: Pick<LiveInventory, 'name' | 'connection'>, change: Change, outcome: Outcome): Promise<void> {
    await (await this.begin(live, change)).end(outcome);
  }

  /** The texts of the records with those of their outcomes, for `parseChange`. */
  async texts(): Promise<readonly (readonly [record: string, outcome: string | undefined])[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.#folder).then(undefined, () => []);
    const names = new Set(entries.map(([name]) => name));
    const records = [...names].filter((name) => name.endsWith(RECORD) && !name.endsWith(OUTCOME));
    return Promise.all(
      records.map(async (name) => {
        const outcome = `${name.slice(0, -RECORD.length)}${OUTCOME}`;
        return [await this.#read(name), names.has(outcome) ? await this.#read(outcome) : undefined] as const;
      }),
    );
  }

  async #write(name: string, content: unknown): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.#folder, name), bytes);
    this.#changed.fire();
  }

  async #read(name: string): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, name)));
  }
}

const RECORD = '.json';
const OUTCOME = '.outcome.json';
