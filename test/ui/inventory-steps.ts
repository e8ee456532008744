/** What the tests of the sidebar do again and again. */
import type { BrowserContext } from 'playwright-core';
import type { EditorServer } from '../../scripts/lib/editor-server.mjs';
import type { TenantServices } from '../host/tenant-services.ts';
import type { Workbench } from './workbench.ts';

/** What the tests of the sidebar work with. */
export interface InventoryStage {
  readonly workbench: Workbench;
  readonly services: TenantServices;
  readonly editor: EditorServer;
  readonly context: BrowserContext;
}

export type InventoryTest = (stage: InventoryStage) => Promise<void>;

export async function signIn(workbench: Workbench, door: string): Promise<void> {
  await workbench.runCommand('Keyless: Sign In');
  await choose(workbench, door);
}

export async function signOut(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Keyless: Sign Out');
  await workbench.page.getByRole('button', { name: 'Open Demo Tenant' }).waitFor();
  await workbench.closeNotifications();
}

export function group(workbench: Workbench, name: string) {
  return workbench.page.locator(`[role="treeitem"][aria-level="1"][aria-label^="${name}, "]`).first();
}

/** Types into the quick input once it is there, in place of what it holds. */
export async function fill(workbench: Workbench, text: string): Promise<void> {
  const input = workbench.page.locator('.quick-input-widget input.input');
  await input.waitFor();
  // The palette hands over to the next picker a moment after it was answered.
  while ((await input.inputValue()).startsWith('>')) await workbench.page.waitForTimeout(50);
  await workbench.page.waitForTimeout(200);
  await input.fill(text);
}

/** Waits until a search has found this and nothing else. */
export async function found(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.locator('.quick-input-widget', { hasText: 'Search Identities (1)' }).waitFor();
  await workbench.page.locator('.quick-input-list .monaco-list-row:only-child', { hasText: name }).waitFor();
}

export async function choose(workbench: Workbench, label: string): Promise<void> {
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

/** Waits until nothing is being read. */
export async function settled({ emulator }: TenantServices): Promise<void> {
  for (let before = -1; before !== emulator.statistics.requests; ) {
    before = emulator.statistics.requests;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
}
