import * as vscode from 'vscode';
import { UserCancelledError } from '../../infrastructure/errors.ts';

/** The person wants to answer the question before once more. */
class BackError extends Error {
  override readonly name = 'BackError';
}

/** Where a question stands among those that are asked one after another. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly isFirst: boolean;
}

/** Asks a question; the next one follows unless there is none. */
export type Step<State> = (state: State, place: Place) => Promise<Step<State> | undefined>;

/**
 * Asks questions one after another, with a way back to those that were answered.
 * @throws UserCancelledError where the person gives up
 */
export async function askInSteps<State>(title: string, state: State, first: Step<State>): Promise<State> {
  const asked: Step<State>[] = [];
  for (let next: Step<State> | undefined = first; next; ) {
    const current: Step<State> = next;
    try {
      next = await current(state, { title, step: asked.length + 1, isFirst: asked.length === 0 });
      asked.push(current);
    } catch (error) {
      if (!(error instanceof BackError)) throw error;
      next = asked.pop() ?? first;
    }
  }
  return state;
}

interface PickOptions {
  readonly placeholder: string;
}

/** @throws UserCancelledError, BackError */
export async function pickOne<T extends vscode.QuickPickItem>(
  items: readonly T[],
  { placeholder }: PickOptions,
  place: Place,
): Promise<T> {
  const [chosen] = await pickFrom(items, placeholder, place, undefined);
  if (!chosen) throw new UserCancelledError();
  return chosen;
}

/** @throws UserCancelledError, BackError */
export function pickMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  selected: readonly T[],
  { placeholder }: PickOptions,
  place: Place,
): Promise<readonly T[]> {
  return pickFrom(items, placeholder, place, selected);
}

function pickFrom<T extends vscode.QuickPickItem>(
  items: readonly T[],
  placeholder: string,
  { title, step, isFirst }: Place,
  selected: readonly T[] | undefined,
): Promise<readonly T[]> {
  return new Promise((resolve, reject) => {
    const picker = vscode.window.createQuickPick<T>();
    Object.assign(picker, { title, step, placeholder, matchOnDetail: true, matchOnDescription: true });
    picker.ignoreFocusOut = true;
    picker.canSelectMany = selected !== undefined;
    picker.items = items;
    if (selected) picker.selectedItems = selected;
    if (!isFirst) picker.buttons = [vscode.QuickInputButtons.Back];
    picker.onDidTriggerButton(() => {
      reject(new BackError());
      picker.hide();
    });
    picker.onDidAccept(() => {
      if (selected === undefined && picker.selectedItems.length === 0) return;
      resolve(picker.selectedItems);
      picker.hide();
    });
    picker.onDidHide(() => {
      reject(new UserCancelledError());
      picker.dispose();
    });
    picker.show();
  });
}

interface TextOptions {
  readonly prompt: string;
  readonly value: string;
  readonly problemOf: (value: string) => string | undefined;
}

/** @throws UserCancelledError, BackError */
export function askText({ prompt, value, problemOf }: TextOptions, { title, step, isFirst }: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    const box = vscode.window.createInputBox();
    Object.assign(box, { title, step, prompt, value });
    box.ignoreFocusOut = true;
    if (!isFirst) box.buttons = [vscode.QuickInputButtons.Back];
    const check = () => {
      box.validationMessage = problemOf(box.value) ?? '';
    };
    box.onDidChangeValue(check);
    box.onDidTriggerButton(() => {
      reject(new BackError());
      box.hide();
    });
    box.onDidAccept(() => {
      check();
      if (problemOf(box.value) !== undefined) return;
      resolve(box.value.trim());
      box.hide();
    });
    box.onDidHide(() => {
      reject(new UserCancelledError());
      box.dispose();
    });
    box.show();
  });
}
