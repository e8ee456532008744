/** Every row about a credential, executed with all rules: as text, supplied safely, and as a stand-in. */
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { allRows, type CatalogueRow, terraformRows } from '../../../src/rules/catalogue/infrastructure/index.ts';
import { RULES } from '../../../src/rules/registry.ts';
import { type Language, resourceSource, type Written } from './source-of-row.ts';

const FILES = { bicep: 'main.bicep', arm: 'template.json', terraform: 'main.tf' } as const;
const PARAMETER = {
  bicep: '@secure()\nparam given string\n\n',
  arm: '',
  terraform: 'variable "secret" {\n  type      = string\n  sensitive = true\n}\n\n',
} as const;
const SUPPLIED: Readonly<Record<Language, Written>> = {
  bicep: { written: 'given' },
  arm: { written: "[parameters('secret')]" },
  terraform: { written: 'var.secret' },
};
/** A secret wherever one may stand: in a place of its own, in a connection string, among other values. */
const TEXT = 'AccountKey=Kx7.Qp2-vL9zTT31a';

const KINDS: ReadonlySet<CatalogueRow['kind']> = new Set([
  'credential-value',
  'provider-auth',
  'backend-auth',
  'secret-distribution',
]);

const isCredential = ({ kind, path, profile, type }: CatalogueRow) =>
  KINDS.has(kind) &&
  path !== '' &&
  !/[*\s]/.test(type) &&
  (profile === 'secret-replaceable' || profile === 'secret-no-alternative');

function rowsIn(language: Language): readonly CatalogueRow[] {
  const rows = allRows(language === 'terraform' ? 'terraform' : 'bicep').filter(isCredential);
  if (language === 'arm') return rows.filter(({ type }) => !type.startsWith('Microsoft.Graph/'));
  // Data sources and bodies are judged with what they stand for.
  return rows.filter(
    ({ type, kind }) => language !== 'terraform' || kind.endsWith('-auth') || terraformRows('resource', type).length > 0,
  );
}

function findingsIn(language: Language, text: string) {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${FILES[language]}`, FILES[language], text);
  workspace.set(document);
  const { findings, internalErrors } = lint(document, workspace, { now: new Date(0), rules: RULES });
  expect(internalErrors).toEqual([]);
  return findings;
}

/** A value in the shape that the place takes. */
function inPlace({ path }: CatalogueRow, value: string | Written) {
  if (/[\]}]$/.test(path)) return { name: 'password', value };
  return value;
}

const CREDENTIAL_RULES = new Set([
  'hardcoded-credential',
  'client-secret',
  'key-in-configuration',
  'admin-credential',
  'service-principal-cluster',
  'deployment-environment-identity',
  'sql-password',
]);

/** What a place holds that is no credential in the text: the name of a file, text that only the receiver can read. */
const NO_TEXT = /_path$|encrypted/;

describe.each(['bicep', 'arm', 'terraform'] as const)('credentials in %s', (language) => {
  const rows = rowsIn(language);
  const about = (row: CatalogueRow, value: string | Written) =>
    findingsIn(language, PARAMETER[language] + resourceSource(row, language, inPlace(row, value)));

  it(`are reported where they are text, by one rule: ${rows.length} rows`, () => {
    const problems = rows.flatMap((row) => {
      if (NO_TEXT.test(row.path)) return [];
      const text = PARAMETER[language] + resourceSource(row, language, inPlace(row, TEXT));
      const start = text.indexOf(TEXT);
      const found = findingsIn(language, text).filter(({ range }) => range.start <= start + TEXT.length && range.end > start);
      const rules = found.filter(({ ruleId }) => CREDENTIAL_RULES.has(ruleId)).map(({ ruleId }) => ruleId);
      return rules.join() === 'hardcoded-credential' ? [] : [`${row.id} ${row.path}: ${rules.join()}`];
    });
    expect(problems).toEqual([]);
  });

  it('are no text where it is empty or stands for one', () => {
    const problems = rows.flatMap((row) =>
      ['', '<secret>', 'changeme'].flatMap((text) => {
        const found = about(row, text).some(({ ruleId }) => ruleId === 'hardcoded-credential');
        return found ? [`${row.id}: ${text}`] : [];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('are a warning at most where they are supplied safely, and none without an alternative', () => {
    const problems = rows.flatMap((row) => {
      const value = SUPPLIED[language];
      const text = PARAMETER[language] + resourceSource(row, language, inPlace(row, value));
      const start = text.lastIndexOf(value.written);
      const found = findingsIn(language, text).filter(
        ({ ruleId, range }) => CREDENTIAL_RULES.has(ruleId) && range.start <= start && range.end >= start + value.written.length,
      );
      if (found.length > 1) return [`${row.id}: ${found.map(({ ruleId }) => ruleId).join()}`];
      if (row.profile === 'secret-no-alternative' && found.length > 0) return [`${row.id}: ${found[0]?.ruleId}`];
      return found.some(({ severity }) => severity === 'error') ? [`${row.id}: error`] : [];
    });
    expect(problems).toEqual([]);
  });
});

describe('curated credentials that something keyless could replace', () => {
  it.each(['bicep', 'terraform'] as const)('are reported where a secure parameter supplies them: %s', (language) => {
    const isMeant = ({ tier, profile, when, credential = '', fix, path, rule }: CatalogueRow) =>
      tier === 'curated' &&
      profile === 'secret-replaceable' &&
      when === undefined &&
      fix.alternative !== undefined &&
      rule !== 'deployment-environment-identity' &&
      !NO_TEXT.test(path) &&
      !/\bany\b|setting|inside|secret in|dictionary|extension secret|parameter|component|scale/i.test(credential) &&
      !/[\]}]$/.test(path);
    const rows = rowsIn(language).filter(isMeant);
    expect(rows.length).toBeGreaterThan(80);
    const silent = rows.filter((row) => {
      const text = PARAMETER[language] + resourceSource(row, language, SUPPLIED[language]);
      return !findingsIn(language, text).some(({ ruleId }) => CREDENTIAL_RULES.has(ruleId));
    });
    expect(silent.map(({ id, path }) => `${id} ${path}`)).toEqual([]);
  });
});
