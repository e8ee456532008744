import type * as vscode from 'vscode';
import type { TrendPoint } from '../../../tenant/assessment/report/trend.ts';

const STATE = 'posture.trend';
/** Of a few hundred bytes each. */
const MOST = 400;

/** What snapshots came to, by the hash of their content and by what they were judged by. */
export class PointCache {
  readonly #memento: vscode.Memento;
  readonly #points: Map<string, TrendPoint>;
  #isChanged = false;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#points = new Map(memento.get<readonly (readonly [string, TrendPoint])[]>(STATE, []));
  }

  get(key: string): TrendPoint | undefined {
    return this.#points.get(key);
  }

  set(key: string, point: TrendPoint): void {
    this.#points.set(key, point);
    this.#isChanged = true;
  }

  /** The oldest are forgotten. */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    await this.#memento.update(STATE, [...this.#points].slice(-MOST));
  }
}

/** In hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
