import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import type { Identity } from '../../src/tenant/model/identity.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { snapshotText } from '../../src/tenant/snapshot/write.ts';
import { choose, fill, group, type InventoryTest } from './inventory-steps.ts';
import type { Workbench } from './workbench.ts';

const DEMO = parseSnapshot(readFileSync(join(ROOT, 'media', 'demo-tenant.json'), 'utf8'));
/** More than two pages of 200. */
const MANY = 450;

/** What is done with the rows of the tenant that is open, the demo tenant. */
export const LIST_TESTS: Readonly<Record<string, InventoryTest>> = {
  'identities are sorted by what a person asks': async ({ workbench }) => {
    const applications = DEMO.identities.flatMap((each) => (each.kind === 'application' ? [each] : []));
    const ends = applications.flatMap(({ displayName, keyCredentials }) =>
      keyCredentials.map(({ end }) => ({ displayName, end: end ?? '9999' })),
    );
    const [ending] = ends.sort((a, b) => a.end.localeCompare(b.end));
    const [first] = applications.map(({ displayName }) => displayName).sort((a, b) => a.localeCompare(b, 'en'));
    assert.ok(ending && first && ending.displayName !== first, 'the orders differ');
    await expand(workbench, 'Applications');
    await firstRow(workbench, first).waitFor();
    for (const [by, name] of [
      ['First Expiry', ending.displayName],
      ['Name', first],
    ] as const) {
      await workbench.runCommand('Keyless: Sort By…');
      await choose(workbench, by);
      await firstRow(workbench, name).waitFor();
    }
  },

  'a filter is saved under a name, chosen by it, and removed': async ({ workbench }) => {
    const said = workbench.page.getByText(/Filter: text "payments" \(\d+ found\)/);
    await workbench.runCommand('Keyless: Filter by Text');
    await fill(workbench, 'payments');
    await workbench.press('Enter');
    await said.waitFor();
    await workbench.runCommand('Keyless: Save Filter…');
    await fill(workbench, 'What takes money');
    await workbench.press('Enter');
    await workbench.runCommand('Keyless: Clear Filter');
    await said.waitFor({ state: 'hidden' });
    await workbench.runCommand('Keyless: Filter…');
    await choose(workbench, 'What takes money');
    await workbench.press('Enter');
    await said.waitFor();
    await workbench.runCommand('Keyless: Clear Filter');
    await said.waitFor({ state: 'hidden' });
    await workbench.runCommand('Keyless: Remove Saved Filter…');
    await choose(workbench, 'What takes money');
    await workbench.runCommand('Keyless: Remove Saved Filter…');
    await workbench.page.getByPlaceholder('No filter is saved.').waitFor();
    await workbench.press('Escape');
  },
};

/** What is done with a tenant that has more rows than are shown at once. */
export const LONG_LIST_TESTS: Readonly<Record<string, InventoryTest>> = {
  'a long list shows more when it is asked': async ({ workbench }) => {
    const file = join(temporaryFolder('snapshot'), 'many.json');
    writeFileSync(file, snapshotText(tenantOfMany()));
    await workbench.runCommand('Keyless: Open Snapshot…');
    await fill(workbench, file);
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'many.json' }).waitFor();
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await group(workbench, `Applications, ${MANY} identities`).waitFor();
    await expand(workbench, 'Applications');
    for (const shown of [200, 400]) {
      await workbench.press('End');
      const more = workbench.page.locator('.pane-body [role="treeitem"]', { hasText: `${shown} of ${MANY}` });
      await more.click();
      await more.waitFor({ state: 'detached' });
    }
    await workbench.press('End');
    await workbench.page.locator('[role="treeitem"][aria-label^="copy-450, "]').waitFor();
    assert.equal(await workbench.page.getByRole('treeitem', { name: /^Load More/ }).count(), 0);
  },
};

/** Opens a group, and leaves the focus on it. */
async function expand(workbench: Workbench, name: string): Promise<void> {
  const row = group(workbench, name);
  await row.click();
  if ((await row.getAttribute('aria-expanded')) !== 'true') await workbench.press('ArrowRight');
  await workbench.page.locator('[role="treeitem"][aria-level="2"]').first().waitFor();
}

/** The first row of the first group, if it has this name. */
function firstRow(workbench: Workbench, name: string) {
  return workbench.page.locator(
    `[role="treeitem"][aria-level="2"][aria-posinset="1"][aria-label^=${JSON.stringify(`${name}, `)}]`,
  );
}

/** One application of the demo tenant, again and again. */
function tenantOfMany(): Inventory {
  const [first] = DEMO.identities.filter(({ kind }) => kind === 'application');
  assert.ok(first);
  const identities = Array.from({ length: MANY }, (_, index): Identity => {
    const number = String(index + 1).padStart(3, '0');
    const id = (part: string) => `${part}0000-0000-4000-8000-000000000${number}`;
    return {
      ...first,
      clientId: id('c1ae'),
      applicationId: id('a991'),
      servicePrincipalId: id('5e1c'),
      displayName: `copy-${number}`,
    } as Identity;
  });
  return { ...DEMO, identities };
}
