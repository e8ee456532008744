import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { parseConfiguration } from '../../src/lint/parse-configuration.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { syntaxErrorsOf } from '../../src/model/model.ts';
import { RULES } from '../../src/rules/registry.ts';
import { inventoryView } from '../../src/tenant/snapshot/inventory-view.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';

const ROOT = join(import.meta.dirname, '../../examples/contoso');
const NOW = new Date('2026-11-01T12:00:00Z');

/** What the tenant of the example holds. */
const inventory = inventoryView(parseSnapshot(readFileSync(join(ROOT, '../../media/demo-tenant.json'), 'utf8')));

const workspace = new WorkspaceIndex();
for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/');
  workspace.set(createDocument(`file:///contoso/${path}`, path, readFileSync(join(ROOT, path), 'utf8')));
}

const settings = workspace.get('keyless.yaml');
const { configuration, findings: mistakes } = settings
  ? parseConfiguration(settings, RULES)
  : { configuration: undefined, findings: [] };

function findingsIn(path: string, withTenant = false): readonly string[] {
  const document = workspace.get(path);
  if (!document) throw new Error(`no ${path} in the example`);
  const { findings, internalErrors } = lint(document, workspace, {
    now: NOW,
    rules: RULES,
    inventory: withTenant ? inventory : undefined,
    ...(configuration ? { configuration } : {}),
  });
  expect(internalErrors).toEqual([]);
  return findings.map(({ ruleId, range }) => `${document.source.positionAt(range.start).line + 1} ${ruleId}`);
}

describe('the example workspace', () => {
  const paths = workspace.documents.filter(({ kind }) => kind !== 'other').map(({ path }) => path);

  it('is well-formed', () => {
    expect(mistakes).toEqual([]);
    for (const document of workspace.documents)
      expect([document.path, syntaxErrorsOf(document)]).toEqual([document.path, []]);
  });

  it('shows every rule', () => {
    const shown = new Set(paths.flatMap((path) => findingsIn(path, true)).map((finding) => finding.split(' ')[1]));
    expect(RULES.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it('has a secret written down in one place only', () => {
    expect(paths.flatMap((path) => findingsIn(path)).filter((finding) => finding.endsWith('hardcoded-credential'))).toHaveLength(1);
  });

  it('shows what its README says', () => {
    const rows = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n');
    const bad = rows.flatMap((row) => /^\| (`[^|]*\/[^|]*`) \| [a-z]/.exec(row)?.[1] ?? []).flatMap(namesIn);
    const good = rows.flatMap((row) => /^What is right: (.*)$/.exec(row)?.[1] ?? []).flatMap(namesIn);
    expect(bad.length).toBeGreaterThan(8);
    expect(good.length).toBeGreaterThan(4);
    for (const path of bad) expect([path, findingsIn(path).length > 0]).toEqual([path, true]);
    for (const path of good) expect([path, findingsIn(path)]).toEqual([path, []]);
  });
});

/** Paths in backquotes; one without a folder lies in that of the one before it. */
function namesIn(text: string): readonly string[] {
  let folder = '';
  return Array.from(text.matchAll(/`([^`]+)`/g), (match) => {
    const path = match[1] ?? '';
    const slash = path.lastIndexOf('/');
    if (slash >= 0) folder = path.slice(0, slash + 1);
    return slash >= 0 ? path : folder + path;
  });
}
