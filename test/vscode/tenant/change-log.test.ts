import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLogText, parseChange } from '../../../src/tenant/change/change-record.ts';
import { ChangeLog } from '../../../src/vscode/infrastructure/tenant/change-log.ts';

/** The storage of the extension, which windows share. */
const files = new Map<string, Uint8Array>();
const storage = { path: '/storage' } as never;
let isFull = false;

vi.mock('vscode', () => {
  class EventEmitter {
    readonly #listeners = new Set<() => void>();
    readonly event = (listener: () => void) => {
      this.#listeners.add(listener);
      return { dispose: () => this.#listeners.delete(listener) };
    };
    fire(): void {
      for (const listener of this.#listeners) listener();
    }
    dispose(): void {
      this.#listeners.clear();
    }
  }
  const fs = {
    createDirectory: async () => undefined,
    writeFile: async ({ path }: { path: string }, bytes: Uint8Array) => {
      if (isFull) throw new Error('ENOSPC');
      if (files.has(path)) throw new Error(`${path} is written twice.`);
      files.set(path, bytes);
    },
    readFile: async ({ path }: { path: string }) => files.get(path),
    readDirectory: async ({ path }: { path: string }) => {
      const names = [...files.keys()].filter((each) => each.startsWith(`${path}/`));
      if (names.length === 0) throw new Error('FileNotFound');
      return names.map((each) => [each.slice(path.length + 1), 1]);
    },
  };
  const Uri = { joinPath: ({ path }: { path: string }, name: string) => ({ path: `${path}/${name}` }) };
  return { EventEmitter, Uri, workspace: { fs } };
});

const LIVE = { name: 'Contoso', connection: { tenantId: '7f3a', account: 'ada@contoso.com' } } as never;
const CHANGE = {
  change: 'Remove client secret "deploy"',
  identity: { displayName: 'payments', clientId: '1e2f' },
  objectId: '9a8b',
};

async function recordsOf(log: ChangeLog) {
  return (await log.texts()).flatMap(([record, outcome]) => parseChange(record, outcome) ?? []);
}

describe('the log of changes', () => {
  beforeEach(() => {
    files.clear();
    isFull = false;
  });

  it('is empty at first', async () => {
    expect(await new ChangeLog(storage).texts()).toEqual([]);
  });

  it('knows of a change before it is sent, and of its outcome afterwards', async () => {
    const log = new ChangeLog(storage);
    const told = vi.fn();
    log.onDidChange(told);
    const begun = await log.begin(LIVE, CHANGE);
    const [open] = await recordsOf(log);
    expect(open).toMatchObject({ ...CHANGE, account: 'ada@contoso.com', tenant: { id: '7f3a', name: 'Contoso' } });
    expect(open?.outcome).toBeUndefined();
    await begun.end({ state: 'made', text: 'Made.', requestId: 'b51e' });
    const [done, ...others] = await recordsOf(log);
    expect(others).toEqual([]);
    expect(done?.outcome).toMatchObject({ state: 'made', text: 'Made.', requestId: 'b51e' });
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('says that a change may have been made whose window was closed', async () => {
    await new ChangeLog(storage).begin(LIVE, CHANGE);
    expect(changeLogText(await recordsOf(new ChangeLog(storage)))).toMatch(
      /\[unclear\] Remove[\s\S]*look in the tenant/u,
    );
  });

  it('is shared by windows, none of which overwrites what another wrote', async () => {
    const windows = Array.from({ length: 5 }, () => new ChangeLog(storage));
    await Promise.all(
      windows.flatMap((log, index) =>
        [1, 2, 3].map((round) =>
          log.add(LIVE, { ...CHANGE, change: `${index}/${round}` }, { state: 'made', text: 'Made.' }),
        ),
      ),
    );
    const changes = (await recordsOf(new ChangeLog(storage))).map(({ change }) => change);
    expect(new Set(changes).size).toBe(15);
  });

  it('rejects where it cannot be written, so that nothing is sent', async () => {
    isFull = true;
    await expect(new ChangeLog(storage).begin(LIVE, CHANGE)).rejects.toThrow('ENOSPC');
  });

  it('passes over files that are no records', async () => {
    const log = new ChangeLog(storage);
    await log.add(LIVE, CHANGE, { state: 'refused', text: 'The service refused it.' });
    for (const name of ['x.json', 'y.outcome.json', 'notes.txt'])
      files.set(`/storage/changes/${name}`, new Uint8Array([123]));
    expect(await recordsOf(log)).toHaveLength(1);
  });
});
