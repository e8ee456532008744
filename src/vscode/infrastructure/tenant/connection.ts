import type * as vscode from 'vscode';
import type { Cloud } from '../../../tenant/model/inventory.ts';
import type { DoorId } from './doors.ts';

/** Who is signed in where; kept between windows, without a token. */
export interface Connection {
  readonly door: DoorId;
  readonly tenantId: string;
  readonly account: string;
  readonly cloud: Cloud;
  /** Once it was read. */
  readonly tenantName?: string;
  /** Permissions of the token for Graph, as it says. */
  readonly permissions: readonly string[];
}

const LAST = 'tenant.connection';
const RECENT = 'tenant.recent';
const MAX_RECENT = 10;

/** The connections that are remembered between windows. */
export class Connections {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** That of the last window; undefined once the person signed out. */
  get last(): Connection | undefined {
    return this.#memory.get<Connection>(LAST);
  }

  /** Who was signed in where before, the last first. */
  get recent(): readonly Connection[] {
    return this.#memory.get<readonly Connection[]>(RECENT, []);
  }

  async add(connection: Connection): Promise<void> {
    await this.#memory.update(RECENT, [connection, ...this.#others(connection)].slice(0, MAX_RECENT));
    await this.#memory.update(LAST, connection);
  }

  async endLast(): Promise<void> {
    await this.#memory.update(LAST, undefined);
  }

  async forget(connection: Connection): Promise<void> {
    await this.#memory.update(RECENT, this.#others(connection));
  }

  /** Keeps the name of the tenant for the list of those that were open before. */
  async setName(connection: Connection, tenantName: string): Promise<void> {
    const named = this.recent.map((each) => (isSame(each, connection) ? { ...each, tenantName } : each));
    await this.#memory.update(RECENT, named);
  }

  #others(connection: Connection): readonly Connection[] {
    return this.recent.filter((each) => !isSame(each, connection));
  }
}

function isSame(a: Connection, b: Connection): boolean {
  return a.tenantId === b.tenantId && a.account === b.account && a.cloud === b.cloud;
}
