import * as vscode from 'vscode';
import { reset } from './inventory-support.ts';
import { equal, inFolder, ok, tidyUp } from './support.ts';

const FOLDER = 'reports';

async function exported(format: string): Promise<string> {
  const uri = inFolder(`${FOLDER}/report.${format}`);
  await vscode.commands.executeCommand('keyless.exportPostureReport', format, uri);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
}

async function saveSnapshot(name: string, asOf: string): Promise<void> {
  const uri = inFolder(`.keyless/snapshots/${name}`);
  await vscode.commands.executeCommand('keyless.saveSnapshot', uri);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const older = text.replace(/^ {2}"asOf": "[^"]+"/m, `  "asOf": "${asOf}"`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(older));
}

describe('posture report', () => {
  afterEach(reset);
  afterEach(tidyUp);
  afterEach(async () => {
    for (const path of [FOLDER, '.keyless/snapshots']) {
      await vscode.workspace.fs.delete(inFolder(path), { recursive: true }).then(undefined, () => undefined);
    }
  });

  it('is written in every format', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    for (const [format, start] of [
      ['html', '<!doctype html>'],
      ['markdown', '# Workload identities of Contoso\n'],
      ['csv', '\uFEFF"Severity","State",'],
      ['json', '{\n  "version": 1,'],
      ['sarif', '{\n  "$schema": '],
    ] as const) {
      const text = await exported(format);
      ok(text.startsWith(start), `${format} begins with ${start}, not with ${text.slice(0, 40)}`);
    }
  });

  it('has a trend over the snapshots in the workspace, and says what is none', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    await saveSnapshot('older.json', '2026-01-15T06:00:00.000Z');
    await vscode.workspace.fs.writeFile(inFolder('.keyless/snapshots/broken.json'), new TextEncoder().encode('{'));
    const { trend } = JSON.parse(await exported('json')) as {
      trend: { points: { asOf: string; name?: string }[]; problems: { name: string }[] };
    };
    equal(
      trend.points.map(({ name }) => name),
      ['.keyless/snapshots/older.json', undefined],
      'points',
    );
    equal(
      trend.problems.map(({ name }) => name),
      ['.keyless/snapshots/broken.json'],
      'problems',
    );
  });
});
