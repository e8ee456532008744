import * as vscode from 'vscode';
import { parsePlan } from '../../../migrate/document/parse.ts';
import { PLANS_FOLDER, type Plan } from '../../../migrate/plan.ts';

export interface PlanFile {
  readonly uri: vscode.Uri;
  /** Or why it cannot be read. */
  readonly plan: Plan | string;
}

/** The plans of all folders by their names, those that are under way first. */
export async function readPlans(): Promise<readonly PlanFile[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = (await Promise.all(folders.map(({ uri }) => filesIn(vscode.Uri.joinPath(uri, PLANS_FOLDER))))).flat();
  const plans = (await Promise.all(files.map(readOne))).flat();
  return plans.toSorted((a, b) => rank(a) - rank(b) || (a.uri.path < b.uri.path ? -1 : 1));
}

async function filesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
  return entries.flatMap(([name, type]) =>
    name.endsWith('.md') && type !== vscode.FileType.Directory ? [vscode.Uri.joinPath(folder, name)] : [],
  );
}

async function readOne(uri: vscode.Uri): Promise<readonly PlanFile[]> {
  let text: string;
  try {
    // What is being typed counts, as it does everywhere else.
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // It is gone by now.
    return [];
  }
  try {
    return [{ uri, plan: parsePlan(text) }];
  } catch (error) {
    if (error instanceof Error && error.name === 'PlanError') return [{ uri, plan: error.message }];
    throw error;
  }
}

function rank({ plan }: PlanFile): number {
  if (typeof plan === 'string') return 0;
  return plan.steps.every(({ state }) => state === 'done') ? 2 : 1;
}
