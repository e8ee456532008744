import { beforeEach, describe, expect, it } from 'vitest';
import type { InventorySource } from '../../../src/tenant/store/inventory-source.ts';
import { SnapshotSource } from '../../../src/tenant/store/snapshot-source.ts';
import type { ErrorBoundary } from '../../../src/vscode/infrastructure/errors.ts';
import type { LintSession } from '../../../src/vscode/infrastructure/linting/lint-session.ts';
import type { Settings } from '../../../src/vscode/infrastructure/settings.ts';
import { PostureSession } from '../../../src/vscode/infrastructure/tenant/posture.ts';
import {
  type AssessSourceOptions,
  assessSource,
  muted,
} from '../../../src/vscode/infrastructure/tenant/posture-assessment.ts';
import type { MuteInFile } from '../../../src/vscode/infrastructure/tenant/posture-mutes.ts';
import type { TenantSession } from '../../../src/vscode/infrastructure/tenant/tenant-session.ts';
import { demo } from '../../emulator/demo-emulator.ts';
import { EventEmitter } from '../vscode-stub.ts';

/** A tenant, settings and a workspace that do as a test says. */
class Surroundings {
  readonly tenantChanged = new EventEmitter<void>();
  readonly settingsChanged = new EventEmitter<void>();
  readonly mutesChanged = new EventEmitter<void>();
  source: InventorySource | undefined = new SnapshotSource(demo);
  kind: 'live' | 'demo' = 'live';
  sync: object | undefined;
  now = Date.parse(demo.asOf);
  preset = 'microsoft';
  mutes: MuteInFile[] = [];
  runs = 0;
  failure: Error | undefined;

  readonly tenant = this as unknown as TenantSession;
  readonly onDidChange = this.tenantChanged.event;

  get current() {
    return this.source && { kind: this.kind, name: 'Contoso', source: this.source };
  }

  async restore(): Promise<void> {}

  async services() {
    const surroundings = this;
    return {
      assessSource: (source: InventorySource, options: AssessSourceOptions) => {
        this.runs += 1;
        if (this.failure) throw this.failure;
        return assessSource(source, options);
      },
      muted,
      PostureMutes: class {
        readonly onDidChange = surroundings.mutesChanged.event;
        async read() {
          return surroundings.mutes;
        }
        dispose() {}
      },
    };
  }

  get posture() {
    return { preset: this.preset, thresholds: {} };
  }

  open(): PostureSession {
    const settings = { onDidChange: this.settingsChanged.event, posture: { preset: '', thresholds: {} } };
    Object.defineProperty(settings, 'posture', { get: () => this.posture });
    const boundary = { runQuietly: async (_: string, work: () => unknown) => work() };
    return new PostureSession(
      this.tenant,
      settings as unknown as Settings,
      {} as LintSession,
      boundary as unknown as ErrorBoundary,
    );
  }
}

let around: Surroundings;
let session: PostureSession;
let told: number;

beforeEach(() => {
  around = new Surroundings();
  session = around.open();
  told = 0;
  session.onDidChange(() => {
    told += 1;
  });
});

describe('the posture of the tenant that is open', () => {
  it('is assessed when somebody asks, and not before', async () => {
    expect([around.runs, session.latest, session.isCurrent]).toEqual([0, undefined, false]);
    const posture = await session.posture();
    expect(posture?.name).toBe('Contoso');
    expect(posture?.assessment.identityCount).toBe(demo.identities.length);
    expect([around.runs, session.latest, session.isCurrent]).toEqual([1, posture, true]);
  });

  it('is assessed once for all who ask at the same time or later', async () => {
    const [first, second] = await Promise.all([session.posture(), session.posture()]);
    expect(first).toBe(second);
    expect(await session.posture()).toBe(first);
    expect(around.runs).toBe(1);
  });

  it('is undefined where no tenant is open', async () => {
    around.source = undefined;
    expect(await session.posture()).toBeUndefined();
    expect([around.runs, told]).toEqual([0, 0]);
  });

  it('waits for the end of a first reading', async () => {
    around.sync = {};
    around.source = new SnapshotSource({ ...demo, sections: {} });
    around.tenantChanged.fire();
    expect(await session.posture()).toBeUndefined();
    expect(around.runs).toBe(0);
    around.sync = undefined;
    around.tenantChanged.fire();
    expect(await session.posture()).toBeDefined();
  });

  it('stays while the tenant is read, and is out of date once that has ended', async () => {
    const before = await session.posture();
    around.sync = {};
    around.tenantChanged.fire();
    expect(session.isCurrent).toBe(true);
    around.sync = undefined;
    const said = told;
    around.tenantChanged.fire();
    expect([session.isCurrent, session.latest, told]).toEqual([false, before, said + 1]);
    await session.posture();
    expect(around.runs).toBe(2);
  });

  it('is dropped with the tenant', async () => {
    await session.posture();
    around.source = undefined;
    around.tenantChanged.fire();
    expect(session.latest).toBeUndefined();
  });

  it('is not that of a tenant that was closed meanwhile', async () => {
    const asked = session.posture();
    await Promise.resolve();
    around.source = new SnapshotSource({ ...demo, identities: [] });
    around.tenantChanged.fire();
    expect(await asked).toBeUndefined();
    expect((await session.posture())?.assessment.identityCount).toBe(0);
  });

  it('follows the settings, and only those it is judged by', async () => {
    await session.posture();
    around.settingsChanged.fire();
    expect(session.isCurrent).toBe(true);
    around.preset = 'cisa';
    around.settingsChanged.fire();
    expect(session.isCurrent).toBe(false);
    expect((await session.posture())?.assessment.preset).toBe('cisa');
  });

  it('is old after an hour', async () => {
    await session.posture();
    around.now += 3_600_000;
    expect(session.isCurrent).toBe(false);
  });

  it('can be cancelled, and begins again only when asked', async () => {
    const asked = session.posture();
    await Promise.resolve();
    session.cancel();
    expect(session.isPaused).toBe(true);
    expect(await asked).toBeUndefined();
    expect([session.latest, session.progress, session.isPaused]).toEqual([undefined, undefined, true]);
    expect(await session.posture()).toBeDefined();
    expect(session.isPaused).toBe(false);
  });

  it('fails for who asks, and is not tried again by itself', async () => {
    around.failure = new Error('broken');
    await expect(session.posture()).rejects.toThrow('broken');
    expect([session.isPaused, session.progress]).toEqual([true, undefined]);
    around.failure = undefined;
    session.refresh();
    expect(session.isPaused).toBe(false);
    expect(await session.posture()).toBeDefined();
  });

  it('is muted anew where the workspace says something else, without an assessment', async () => {
    const before = await session.posture();
    const fails = before?.assessment.results.find(({ check }) => check.id === 'client-secret')?.counts.fail ?? 0;
    expect(fails).toBeGreaterThan(0);
    around.mutes = [{ check: 'client-secret', identity: undefined, reason: 'x', until: undefined } as MuteInFile];
    around.mutesChanged.fire();
    await expect.poll(() => session.latest).not.toBe(before);
    const after = session.latest?.assessment.results.find(({ check }) => check.id === 'client-secret');
    expect([after?.counts.fail, after?.counts.muted, after?.muted[0]?.mute]).toEqual([0, fails, around.mutes[0]]);
    expect([around.runs, session.isCurrent]).toEqual([1, true]);
  });
});
