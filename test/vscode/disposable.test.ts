import { describe, expect, it } from 'vitest';
import { Disposable } from '../../src/vscode/infrastructure/disposable.ts';

describe('Disposable', () => {
  it('gives back what it takes', () => {
    const owned = { dispose: () => {} };
    expect(new Disposable().register(owned)).toBe(owned);
  });

  it('disposes of the last one first, and of each once', () => {
    const order: string[] = [];
    const owner = new Disposable();
    for (const name of ['a', 'b', 'c']) owner.register({ dispose: () => order.push(name) });
    owner.dispose();
    owner.dispose();
    expect(order).toEqual(['c', 'b', 'a']);
    expect(owner.isDisposed).toBe(true);
  });

  it('disposes at once of what comes too late', () => {
    const owner = new Disposable();
    owner.dispose();
    let disposed = 0;
    owner.register({ dispose: () => (disposed += 1) });
    expect(disposed).toBe(1);
  });
});
