import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { allRows, type CatalogueRow, type RowValue } from '../../../src/rules/catalogue/infrastructure/index.ts';
import { RULES } from '../../../src/rules/registry.ts';
import { type Language, resourceSource } from './source-of-row.ts';

const FILES = { bicep: 'main.bicep', arm: 'template.json', terraform: 'main.tf' } as const;
const ROWS = (['bicep', 'arm', 'terraform'] as const).flatMap((language) =>
  allRows(language === 'terraform' ? 'terraform' : 'bicep')
    .filter(({ kind, tier }) => kind === 'auth-mode' && tier === 'curated')
    .map((row) => ({ name: `${language} ${row.id}`, language, row })),
);

/** Rows that say how a resource signs in: the rule speaks where that is with a secret. */
const SECRET_RULES = ['client-secret', 'shared-key-access'];
const SWITCHES = ROWS.filter(({ row }) => row.profile === 'switch' && SECRET_RULES.includes(row.rule));
/** Rows of apps that say they sign in with an identity, which then has to be there. */
const IDENTITIES = ROWS.filter(({ row }) => row.id.startsWith('appservice.acr-identity'));
/** Rows for people and fixes: a resource alone does not show that a secret is used. */
const SILENT = ROWS.filter((entry) => !SWITCHES.includes(entry) && !IDENTITIES.includes(entry));

/** What the rule of a row says of a resource that has only this value. */
function found(row: CatalogueRow, language: Language, value: RowValue | undefined): readonly string[] {
  const path = FILES[language];
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${path}`, path, resourceSource(row, language, value as string | undefined));
  workspace.set(document);
  const rules = RULES.filter(({ id }) => id === row.rule);
  expect(rules).toHaveLength(1);
  const { findings, internalErrors } = lint(document, workspace, { now: new Date(0), rules });
  expect(internalErrors).toEqual([]);
  return findings.map(({ messageId }) => messageId);
}

describe('a row about how a resource signs in', () => {
  it('is of one of the three kinds below', () => {
    expect(ROWS.length).toBeGreaterThan(45);
    expect(SWITCHES.map(({ name }) => name)).toEqual([
      'bicep bot.app-type',
      'arm bot.app-type',
      'terraform ado.azurecr-scheme',
      'terraform ado.azurerm-scheme',
      'terraform bot.type',
      'terraform functions.flex-auth-type',
    ]);
    expect(IDENTITIES).toHaveLength(4);
  });

  it.each(SWITCHES)('$name: with a secret is a finding, with an identity none', ({ language, row }) => {
    expect(row.insecureValues.length * row.secureValues.length).toBeGreaterThan(0);
    for (const value of row.insecureValues) expect(found(row, language, value), String(value)).toEqual(['written']);
    for (const value of row.secureValues) {
      expect(found(row, language, value), String(value)).not.toContain('written');
    }
  });

  it.each(IDENTITIES)('$name: an identity that is not there is a finding', ({ language, row }) => {
    expect(found(row, language, true)).toEqual(['connection']);
    expect(found(row, language, false)).toEqual([]);
    expect(found(row, language, undefined)).toEqual([]);
  });

  it.each(SILENT)('$name: a value alone is no finding', ({ language, row }) => {
    const others = row.rule === 'shared-key-access' ? ['missing'] : [];
    for (const value of ['text', ...row.insecureValues, ...row.secureValues]) {
      expect(found(row, language, value).filter((id) => !others.includes(id)), String(value)).toEqual([]);
    }
  });
});
