import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { EditorServer } from '../../scripts/lib/editor-server.mjs';

const PATIENCE_MILLISECONDS = 20_000;

/** A window of the editor, used as a person does: by keyboard, and by looking. */
export class Workbench {
  readonly page: Page;
  readonly #folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.#folder = folder;
  }

  static async open(page: Page, editor: EditorServer, folder: string): Promise<Workbench> {
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    await page.goto(editor.url({ folder }));
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    return new Workbench(page, folder);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types into the input that has the focus. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  async openFile(path: string): Promise<void> {
    await this.#ask('Control+P', path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    // The list shows files of before until it has found the one asked for: Enter takes the first.
    await this.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: name }).waitFor();
    await this.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Opens the quick input and fills it; again where something else took the focus, which closes it. */
  async #ask(key: string, text: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.press(key);
      try {
        await this.#quickInput().fill(text, { timeout: 4_000 });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await this.press('Escape');
      }
    }
  }

  /** Runs the command of this title: the palette may put one of a similar title first, or one that was used lately. */
  async runCommand(title: string): Promise<void> {
    await this.#ask('F1', `>${title}`);
    const rows = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`);
    await rows.first().click();
    await rows.first().waitFor({ state: 'hidden' });
  }

  async goTo(line: number, column: number): Promise<void> {
    await this.press('Control+G');
    await this.#quickInput().waitFor();
    await this.#quickInput().fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.#quickInput().waitFor({ state: 'hidden' });
  }

  /** The menu of quick fixes at the cursor, opened by keyboard. */
  async quickFixes(): Promise<Locator> {
    await this.press('Control+.');
    const menu = this.page.locator('.action-widget:not(.action-list-submenu-panel)');
    await menu.waitFor();
    return menu;
  }

  /** Chooses a quick fix at the cursor; one that needs other files is not offered until those have been read. */
  async chooseQuickFix(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const fix = (await this.quickFixes()).getByText(title).first();
      try {
        await fix.click({ timeout: 2_000 });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await this.press('Escape');
      }
    }
  }

  squiggles(severity: 'error' | 'warning' | 'info' = 'warning'): Locator {
    return this.page.locator(`.monaco-editor .squiggly-${severity}`);
  }

  /** Rests the pointer on the first squiggle, which lies under the text, until the hover shows. */
  async hoverSquiggle(): Promise<Locator> {
    const hover = this.page.locator('.monaco-resizable-hover .monaco-hover-content:visible').first();
    const squiggle = this.squiggles().first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.mouse.move(10, 10);
      await squiggle.hover({ force: true });
      const isShown = await hover.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isShown) break;
    }
    return hover;
  }

  /** Saves the active file and waits until its text on disk is the expected one. */
  async expectSaved(path: string, expected: string | ((text: string) => boolean)): Promise<void> {
    await this.press('Control+S');
    const file = join(this.#folder, path);
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    const isExpected = (text: string) => (typeof expected === 'string' ? text === expected : expected(text));
    let text = readFileSync(file, 'utf8');
    while (!isExpected(text)) {
      if (Date.now() > deadline) assert.equal(text, expected, `${path} as it was saved`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      text = readFileSync(file, 'utf8');
    }
  }

  /** Closes all editors; what is not saved is dropped. */
  async closeEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    const dialog = this.page.locator('.monaco-dialog-box');
    const tabs = this.page.locator('.tabs-container .tab');
    await Promise.race([dialog.waitFor(), tabs.first().waitFor({ state: 'detached' })]);
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: "Don't Save" }).click();
    await tabs.first().waitFor({ state: 'detached' });
  }

  treeRow(text: string | RegExp): Locator {
    return this.page.locator('.pane-body [role="treeitem"]', { hasText: text });
  }

  async openFindings(): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header[aria-label^="Findings"]');
    // Where the views are shown already, as after a reload, a click would hide them. The badge lies over the icon.
    if (!(await header.isVisible())) {
      await this.page.locator('.activitybar [aria-label^="Keyless"]').first().click({ force: true });
    }
    await header.waitFor();
  }

  status(): Locator {
    return this.page.locator('.statusbar-item[id="keyless.keyless.keyless.status"]');
  }

  /** What was said; where the editor has put it away already, it is under the bell. */
  async notification(text: string): Promise<Locator> {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    const isShown = await toast.waitFor({ timeout: PATIENCE_MILLISECONDS / 2 }).then(
      () => true,
      () => false,
    );
    if (isShown) return toast;
    await this.runCommand('Notifications: Show Notifications');
    const kept = this.page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
    await kept.waitFor();
    return kept;
  }

  /**
   * Answers the dialog for a file, which is a box to type a path into where the editor runs in a browser. While it opens
   * and looks paths up, it takes back what was typed and takes no answer.
   */
  async answerFile(path: string): Promise<void> {
    const button = this.page
      .locator('.quick-input-widget')
      .getByRole('button', { name: /^(?:OK|Open|Save|Check Certificate)$/ });
    await button.waitFor();
    for (const deadline = Date.now() + PATIENCE_MILLISECONDS; await button.isVisible(); ) {
      assert(Date.now() < deadline, `the dialog for a file takes ${path}`);
      const box = this.#quickInput();
      // It opens with the path of a folder, in place of what was typed into the box before.
      const value = () => box.inputValue({ timeout: 2_000 }).catch(() => '');
      if ((await value()).startsWith('/')) {
        await box.fill(path, { timeout: 2_000 }).catch(() => undefined);
        await this.page.waitForTimeout(300);
        if ((await value()) === path) await button.click({ timeout: 2_000 }).catch(() => undefined);
      }
      await this.page.waitForTimeout(300);
    }
  }

  async closeNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }
}
