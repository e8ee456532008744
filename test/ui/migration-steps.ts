import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import type { EditorServer } from '../../scripts/lib/editor-server.mjs';
import { OUT, ROOT } from '../../scripts/lib/paths.mjs';
import { DiskWorkspace } from '../../src/cli/disk-workspace.ts';
import { readConfiguration } from '../../src/cli/read-configuration.ts';
import { PlanError, parsePlan } from '../../src/migrate/document/parse.ts';
import type { ToldPlace } from '../../src/migrate/evidence/callers.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import type { Plan, Step } from '../../src/migrate/plan.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { SnapshotSource } from '../../src/tenant/store/snapshot-source.ts';
import type { AzureObject } from '../emulator/tenant/tenant.ts';
import type { TenantServices } from '../host/tenant-services.ts';
import { Workbench } from './workbench.ts';

const PATIENCE_MILLISECONDS = 20_000;
const DAY = 86_400_000;

/** A window on a copy of the example workspace, and the plan that is worked on in it. */
export class MigrationStage {
  readonly page: Page;
  readonly services: TenantServices;
  readonly #editor: EditorServer;
  #workbench: Workbench | undefined;
  #folder = '';

  constructor(page: Page, editor: EditorServer, services: TenantServices) {
    this.page = page;
    this.#editor = editor;
    this.services = services;
  }

  get folder(): string {
    return this.#folder;
  }

  get workbench(): Workbench {
    assert(this.#workbench, 'a window is open');
    return this.#workbench;
  }

  /** Opens a window on a new copy of the example, with more files. */
  async open(files: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#folder = join(temporaryFolder('migration'), 'contoso');
    cpSync(join(ROOT, 'examples', 'contoso'), this.#folder, { recursive: true });
    mkdirSync(join(this.#folder, '.git'), { recursive: true });
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    await this.reopen();
  }

  /** The same folder in a new window. */
  async reopen(): Promise<void> {
    this.#workbench = await Workbench.open(this.page, this.#editor, this.#folder);
    // The palette knows the commands of the extension once the workbench has come up.
    await this.#workbench.openFile('keyless.yaml');
    await this.page.locator('.statusbar-item[id^="keyless.keyless"]').first().waitFor();
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
    writeFileSync(join(this.#folder, path), text);
  }

  /** Once: windows that are opened later remember it. */
  async signIn(): Promise<void> {
    await this.open();
    await this.workbench.runCommand('Keyless: Sign In');
    await this.choose('Azure CLI');
    await this.page.locator('.statusbar-item', { hasText: 'Contoso' }).first().waitFor();
    await this.page.locator('.statusbar-item .codicon-sync').waitFor({ state: 'hidden' });
  }

  /** Takes the first row of the quick pick that has the text. */
  async choose(text: string, picture?: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    // The palette hands over to the next picker a moment after it was answered.
    while ((await input.inputValue()).startsWith('>')) await this.page.waitForTimeout(50);
    if (picture !== undefined) await this.shoot(picture);
    await input.fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: text }).waitFor();
    await this.workbench.press('Enter');
  }

  /** The only plan of the folder. */
  get planFile(): string {
    const folder = join(this.#folder, '.keyless', 'plans');
    const [name, ...more] = existsSync(folder) ? readdirSync(folder) : [];
    assert(name !== undefined && more.length === 0, 'there is one plan');
    return join(folder, name);
  }

  get plan(): Plan {
    return parsePlan(readFileSync(this.planFile, 'utf8'));
  }

  /** Undefined while the file is being written. */
  get #planOrNone(): Plan | undefined {
    try {
      return this.plan;
    } catch (error) {
      if (error instanceof PlanError) return undefined;
      throw error;
    }
  }

  /** A quick fix at the cursor. The first look at a file may be under way when the menu is asked for. */
  async chooseAction(title: string): Promise<void> {
    const action = this.page.locator('.action-widget').getByText(title).first();
    for (let attempt = 1; ; attempt += 1) {
      await this.workbench.press('Control+.');
      if (await succeeds(action.click({ timeout: 5_000 }))) return;
      assert(attempt < 5, `there is no action "${title}"`);
      await this.workbench.press('Escape');
    }
  }

  /** By the palette, for the identity of this name. Questions come after it. */
  async planByPalette(identity: string): Promise<void> {
    await this.workbench.runCommand('Keyless: Plan Migration');
    await this.choose(identity);
  }

  async planShown(): Promise<void> {
    await this.page.locator('.tab.active', { hasText: /\.md$/u }).waitFor();
    await this.lens(/done, next|are done|Apply/u)
      .first()
      .waitFor();
  }

  lens(text: string | RegExp): Locator {
    return this.page.locator('.monaco-editor .codelens-decoration a', { hasText: text });
  }

  /**
   * Clicks a lens of a step until what comes of it is there: one that is made anew under the pointer takes no click.
   * A second click while the first one is at work does nothing.
   */
  async clickLens(step: Step, title: string, result: Locator): Promise<void> {
    const line = lineOf(readFileSync(this.planFile, 'utf8'), step.id);
    const deadline = Date.now() + 2 * PATIENCE_MILLISECONDS;
    await this.workbench.goTo(line, 1);
    for (;;) {
      const link = await this.#linkAbove(step, title);
      const isClicked = link !== undefined && (await succeeds(link.click({ timeout: 2_000 })));
      if (isClicked && (await succeeds(result.first().waitFor({ timeout: 6_000 })))) return;
      assert(Date.now() < deadline, `nothing came of the lens "${title}" at ${step.id}`);
      if (!isClicked) await this.page.waitForTimeout(100);
    }
  }

  async #linkAbove(step: Step, title: string): Promise<Locator | undefined> {
    const row = this.page.locator('.monaco-editor .view-line', { hasText: step.id }).first();
    const box = await row.boundingBox({ timeout: 500 }).catch(() => null);
    if (!box) return undefined;
    // A long line is several rows, of which the last one has the id.
    let nearest: { readonly y: number; readonly lenses: Locator } | undefined;
    for (const lenses of await this.page.locator('.monaco-editor .codelens-decoration').all()) {
      const place = await lenses.boundingBox({ timeout: 500 }).catch(() => null);
      if (place && place.y < box.y && place.y > (nearest?.y ?? 0)) nearest = { y: place.y, lenses };
    }
    for (const link of (await nearest?.lenses.locator('a').all()) ?? []) {
      if ((await link.innerText({ timeout: 500 }).catch(() => '')).trim() === title) return link;
    }
    return undefined;
  }

  /** Waits until the file of the plan says so. */
  async stepIs(id: string, state: Step['state']): Promise<Step> {
    // A change that was sent is looked for as long as a service may take to show it.
    const deadline = Date.now() + 3 * PATIENCE_MILLISECONDS;
    for (;;) {
      const step = this.#planOrNone?.steps.find((each) => each.id === id);
      if (step?.state === state) return step;
      assert(Date.now() < deadline, `${id} is ${step?.state}, not ${state}: ${step?.outcome?.text ?? ''}`);
      await this.page.waitForTimeout(50);
    }
  }

  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  get editsPanel(): Locator {
    return this.page.locator('.bulk-edit-panel .edit-checkbox.checked');
  }

  get picker(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  tab(text: string): Locator {
    return this.page.locator('.tab.active', { hasText: text });
  }

  /** What was said, in a toast or under the bell. */
  said(text: string): Locator {
    return this.page
      .locator('.notification-toast, .notifications-center .notification-list-item')
      .filter({ hasText: text });
  }

  /** Confirms what is sent, and types the name where something is destroyed. */
  async confirm(step: Step, picture?: string): Promise<void> {
    const { dialog } = this;
    await dialog.getByText('POST ').or(dialog.getByText('PUT ')).first().waitFor();
    if (picture !== undefined) await this.shoot(picture);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    if (!step.call?.operation.startsWith('remove-')) return;
    const box = this.page.locator('.quick-input-widget', { hasText: 'This cannot be undone' });
    await box.waitFor();
    await box.locator('input').fill(this.plan.identity.displayName);
    if (picture !== undefined) await this.shoot(`${picture}-name`);
    await this.workbench.press('Enter');
  }

  async applyEdits(picture?: string): Promise<void> {
    const panel = this.page.locator('.bulk-edit-panel');
    await panel.locator('.edit-checkbox.checked').first().waitFor();
    if (picture !== undefined) await this.shoot(picture);
    await panel.getByText('Apply', { exact: true }).click();
    await panel.waitFor({ state: 'hidden' });
  }

  /** Does what a step asks for, by its lens. */
  async carryOut(step: Step): Promise<void> {
    if (step.edits.length > 0) {
      await this.clickLens(step, 'Apply', this.editsPanel);
      await this.applyEdits();
    } else if (step.call) {
      await this.clickLens(step, 'Apply', this.dialog);
      await this.confirm(step);
    } else {
      await this.clickLens(step, 'Apply…', this.picker);
      await this.choose('Mark as done');
    }
    await this.stepIs(step.id, 'done');
  }

  /** Ticks the steps that people do, as somebody who edits the file. */
  async tickByHand(): Promise<void> {
    const steps = this.plan.steps.filter(
      ({ call, edits, kind, state }) => !call && edits.length === 0 && kind !== 'verify' && state !== 'done',
    );
    if (steps.length === 0) return;
    const text = readFileSync(this.planFile, 'utf8');
    for (const { id } of steps) {
      await this.workbench.goTo(lineOf(text, id), 4);
      await this.workbench.press('Delete');
      await this.workbench.type('x');
    }
    await this.workbench.press('Control+S');
    for (const { id } of steps) await this.stepIs(id, 'done');
  }

  /** To the title, where the status of the plan is; says which line that is. */
  async top(): Promise<number> {
    const lines = readFileSync(this.planFile, 'utf8').split('\n');
    const line = lines.findIndex((each) => each.startsWith('# ')) + 1;
    await this.workbench.goTo(line, 1);
    return line;
  }

  /** Nobody has signed in with the secrets of an identity for two months. */
  letTimePass(clientId: string): void {
    const { tenant } = this.services.emulator;
    const collection = tenant.collection('credentialSignIns');
    const time = new Date(Date.now() - 60 * DAY).toISOString();
    for (let index = 0; index < collection.size; index += 1) {
      const row = collection.at(index);
      if (row?.['appId'] !== clientId) continue;
      tenant.update('credentialSignIns', row.id, { signInActivity: { lastSignInDateTime: time } });
    }
  }

  async verifyAll(): Promise<void> {
    await this.top();
    const said = this.said('Everything that the plan claims holds.').first();
    for (let attempt = 1; ; attempt += 1) {
      await succeeds(this.lens('Verify All').first().click());
      if (await succeeds(said.waitFor({ timeout: 8_000 }))) break;
      assert(attempt < 4, 'everything that the plan claims holds');
    }
    await this.workbench.closeNotifications();
  }

  /** What the rules say about secrets of an identity in the files on disk. */
  findingsOf(clientId: string, told: readonly ToldPlace[]): readonly string[] {
    const workspace = new DiskWorkspace(this.#folder);
    const { configuration } = readConfiguration(workspace, undefined);
    const inventory = new SnapshotSource(DEMO);
    const identity = inventory.identity(clientId);
    assert(identity, 'the identity is in the demo tenant');
    const { evidence } = makePlan(identity, { workspace, configuration, inventory, now: new Date() }, { told });
    return evidence.places.flatMap(({ path, line, finding }) => (finding ? [`${path}:${line} ${finding}`] : []));
  }

  /** Somebody gives an identity the roles of another one. */
  giveRoles(from: string, to: string): void {
    const rows = this.services.emulator.tenant.azure.authorizationresources() as AzureObject[];
    const [source, target] = [principalOf(from), principalOf(to)];
    for (const row of [...rows]) {
      const properties = row['properties'] as { readonly principalId?: string } | undefined;
      if (properties?.principalId !== source) continue;
      rows.push({ ...row, id: `${row.id}-again`, properties: { ...properties, principalId: target } });
    }
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Trust that is written in code comes about with a deployment. */
  deployTrust({ steps }: Plan): void {
    const { tenant } = this.services.emulator;
    for (const { clientId, issuer, subject } of steps
      .filter(({ kind, call }) => kind === 'trust' && !call)
      .flatMap(({ claims }) => claims)) {
      const application = tenant.collection('applications').find('appId', clientId ?? '');
      assert(application, 'the application is in the tenant');
      const known = (application['federatedIdentityCredentials'] ?? []) as readonly object[];
      const audiences = ['api://AzureADTokenExchange'];
      const deployed = { id: crypto.randomUUID(), name: 'deployed', issuer, subject, audiences };
      tenant.update('applications', application.id, { federatedIdentityCredentials: [...known, deployed] });
    }
  }

  /** Ids of all client secrets of the tenant. */
  secrets(): readonly string[] {
    const { tenant } = this.services.emulator;
    const ids = (['applications', 'servicePrincipals'] as const).flatMap((name) => {
      const collection = tenant.collection(name);
      return Array.from({ length: collection.size }, (_, index) => collection.at(index)).flatMap(
        (object) => (object?.['passwordCredentials'] ?? []) as readonly { readonly keyId: string }[],
      );
    });
    return ids.map(({ keyId }) => keyId).sort();
  }

  /** Plans, and files that the editor has written: logs, stores, states. Not its own copies of what people edit. */
  filesWith(text: string): readonly string[] {
    const roots = [join(this.#folder, '.keyless'), this.#editor.dataFolder];
    return roots.flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/[\\/](?:History|Backups|extensions)(?:[\\/]|$)/u.test(entry.parentPath))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => readFileSync(path, 'latin1').includes(text)),
    );
  }

  policies(displayName: string): number {
    const collection = this.services.emulator.tenant.collection('appManagementPolicies');
    const all = Array.from({ length: collection.size }, (_, index) => collection.at(index));
    return all.filter((policy) => policy?.['displayName'] === displayName).length;
  }

  lineOf({ id }: Step): number {
    return lineOf(readFileSync(this.planFile, 'utf8'), id);
  }

  /** After what moves has come to rest. */
  async shoot(name: string): Promise<void> {
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(OUT, 'screenshots', `migration-${name}.png`) });
  }
}

const DEMO = parseSnapshot(readFileSync(join(ROOT, 'media', 'demo-tenant.json'), 'utf8'));

function principalOf(displayName: string): string {
  const id = DEMO.identities.find((identity) => identity.displayName === displayName)?.servicePrincipalId;
  assert(id, `${displayName} is in the demo tenant`);
  return id;
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

function lineOf(text: string, id: string): number {
  const line = text.split('\n').findIndex((each) => each.endsWith(`<!-- ${id} -->`));
  assert(line >= 0, `the plan has a box for ${id}`);
  return line + 1;
}
