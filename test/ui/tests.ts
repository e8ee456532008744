import assert from 'node:assert/strict';
import {
  BICEP_WITH_SECRET,
  CALLED_WITH_IDS,
  CALLED_WITH_SECRET,
  CALLER_WITH_IDS,
  CALLER_WITH_SECRET,
  LOGIN_WITH_OIDC,
  LOGIN_WITH_SECRET,
  UNUSED_SUPPRESSION,
  WITHOUT_SUPPRESSION,
} from '../host/texts.ts';
import type { Workbench } from './workbench.ts';

const LARGE_FILLER = Array.from(
  { length: 1250 },
  (_, i) => `param p${i} string = 'x'\nvar v${i} = {\n  a: p${i}\n}\n`,
).join('');

/** The files of the tests, each for one of them. */
export const FILES: Readonly<Record<string, string>> = {
  '.github/workflows/squiggle.yml': LOGIN_WITH_SECRET,
  '.github/workflows/by-keyboard.yml': LOGIN_WITH_SECRET,
  '.github/workflows/ignore.yml': LOGIN_WITH_SECRET,
  '.github/workflows/all-at-once.yml': UNUSED_SUPPRESSION,
  '.github/workflows/several-one.yml': UNUSED_SUPPRESSION,
  '.github/workflows/several-two.yml': UNUSED_SUPPRESSION,
  '.github/workflows/called.yml': CALLED_WITH_SECRET,
  '.github/workflows/calls.yml': CALLER_WITH_SECRET,
  'infra/broken.bicep': `${BICEP_WITH_SECRET.replace("uniqueName: 'web'", "uniqueName: 'web\n  }}} ((")}\n${BICEP_WITH_SECRET}`,
  'infra/large.bicep': `${LARGE_FILLER}${BICEP_WITH_SECRET}`,
};

type Test = (workbench: Workbench) => Promise<void>;

export const TESTS: Readonly<Record<string, Test>> = {
  'a squiggle appears, and the status bar counts it': async (workbench) => {
    await workbench.openFile('.github/workflows/squiggle.yml');
    await workbench.squiggles().first().waitFor();
    await workbench
      .status()
      .getByText(/^ ?\d+$/)
      .waitFor();
  },

  'the hover links the page of the rule, which opens offline': async (workbench) => {
    await workbench.openFile('.github/workflows/squiggle.yml');
    const hover = await workbench.hoverSquiggle();
    await hover.getByText('CWE-522').waitFor();
    // The link of the code may be broken over two lines, where its middle is not on it.
    await hover.locator('a.code-link').dispatchEvent('click');
    await workbench.page.locator('.tab.active', { hasText: 'client-secret' }).waitFor();
    await workbench.closeEditors();
  },

  'a quick fix is applied by keyboard, and tells what is left to do': async (workbench) => {
    const path = '.github/workflows/by-keyboard.yml';
    await workbench.openFile(path);
    await workbench.squiggles().first().waitFor();
    await workbench.goTo(13, 15);
    const menu = await workbench.quickFixes();
    await menu.getByText('Ignore client-secret here...').waitFor();
    await workbench.press('Enter');
    await workbench.page.locator('.notification-toast', { hasText: 'Still to do by hand' }).waitFor();
    await workbench.squiggles().first().waitFor({ state: 'detached' });
    await workbench.expectSaved(path, LOGIN_WITH_OIDC);
    await workbench.page.locator('.notification-toast a', { hasText: 'Open as Checklist' }).click();
    await workbench.page.locator('.view-line', { hasText: '- [ ]' }).first().waitFor();
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },

  'a finding is ignored with a reason': async (workbench) => {
    const path = '.github/workflows/ignore.yml';
    await workbench.openFile(path);
    await workbench.squiggles().first().waitFor();
    await workbench.goTo(13, 15);
    const menu = await workbench.quickFixes();
    await menu.getByText('Ignore client-secret here...').click();
    await workbench.page.locator('.quick-input-widget', { hasText: 'Why is this acceptable?' }).waitFor();
    await workbench.press('Enter');
    await workbench.page.locator('.quick-input-widget', { hasText: 'without a reason has no effect' }).waitFor();
    await workbench.type('until the migration');
    await workbench.press('Enter');
    await workbench.squiggles().first().waitFor({ state: 'detached' });
    const comment = '          # keyless: ignore[client-secret] until the migration\n';
    await workbench.expectSaved(path, LOGIN_WITH_SECRET.replace('          creds:', `${comment}          creds:`));
  },

  'all safe problems of a file are fixed by command': async (workbench) => {
    const path = '.github/workflows/all-at-once.yml';
    await workbench.openFile(path);
    await workbench.squiggles().first().waitFor();
    await workbench.runCommand('Keyless: Fix All Safe Problems in File');
    await workbench.squiggles().first().waitFor({ state: 'detached' });
    await workbench.expectSaved(path, WITHOUT_SUPPRESSION);
  },

  'changes of several files can be looked at first': async (workbench) => {
    await workbench.openFile('.github/workflows/several-one.yml');
    await workbench.squiggles().first().waitFor();
    await workbench.runCommand('Keyless: Fix All Safe Problems in Workspace');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Show Changes' }).click();
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.getByText('several-one.yml').first().waitFor();
    await preview.locator('.edit-checkbox.checked').first().waitFor();
    assert.equal(await preview.locator('.edit-checkbox:not(.checked)').count(), 0, 'changes that are not chosen');
    await preview.getByText('Discard').click();
    await preview.waitFor({ state: 'hidden' });
    await workbench.squiggles().first().waitFor();
  },

  'safe fixes of several files are applied after a question': async (workbench) => {
    const paths = ['.github/workflows/several-one.yml', '.github/workflows/several-two.yml'];
    await workbench.openFile(paths[0] ?? '');
    await workbench.squiggles().first().waitFor();
    await workbench.runCommand('Keyless: Fix All Safe Problems in Workspace');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    for (const path of paths) await dialog.getByText(path).waitFor();
    await dialog.getByRole('button', { name: 'Fix', exact: true }).click();
    await workbench.squiggles().first().waitFor({ state: 'detached' });
    for (const path of paths) {
      await workbench.openFile(path);
      await workbench.expectSaved(path, WITHOUT_SUPPRESSION);
    }
  },

  'a fix across files is looked at, then applied to all of them': async (workbench) => {
    await workbench.openFile('.github/workflows/calls.yml');
    await workbench.squiggles().first().waitFor();
    await workbench.goTo(7, 12);
    await workbench.chooseQuickFix('Pass ids to called.yml');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.getByText('called.yml').first().waitFor();
    await preview.getByText('Apply').click();
    await preview.waitFor({ state: 'hidden' });
    await workbench.page.locator('.notification-toast', { hasText: 'Still to do by hand' }).waitFor();
    await workbench.expectSaved('.github/workflows/calls.yml', CALLER_WITH_IDS);
    await workbench.openFile('.github/workflows/called.yml');
    await workbench.expectSaved('.github/workflows/called.yml', CALLED_WITH_IDS);
    await workbench.closeNotifications();
    await workbench.closeEditors();
  },

  'a broken file still shows what is right in it': async (workbench) => {
    await workbench.openFile('infra/broken.bicep');
    await workbench.goTo(18, 1);
    await workbench.squiggles().first().waitFor();
  },

  'a file of 5,000 lines shows its problem': async (workbench) => {
    await workbench.openFile('infra/large.bicep');
    await workbench.goTo(5006, 1);
    await workbench.squiggles().first().waitFor();
  },

  'the tree lists the findings of the workspace and goes to them': async (workbench) => {
    await workbench.openFindings();
    await workbench.treeRow('client-secret').first().waitFor();
    await workbench.treeRow('squiggle.yml:13').click();
    await workbench.page.locator('.tab.active[data-resource-name="squiggle.yml"]').waitFor();
    await workbench.page.locator('[aria-label="Group by File"]').first().click();
    await workbench.treeRow('large.bicep').first().waitFor();
  },
};
