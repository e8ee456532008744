import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { modelOf, syntaxErrorsOf } from '../../../src/model/model.ts';
import { plainPath } from '../../../src/model/paths.ts';
import type { Resource } from '../../../src/model/resource.ts';
import {
  allRows,
  appSettingRows,
  bicepRows,
  type CatalogueRow,
  rowsOf,
  terraformRows,
} from '../../../src/rules/catalogue/infrastructure/index.ts';
import { RULES } from '../../../src/rules/registry.ts';
import { judgeSecret, judgeSwitch, severityOf } from '../../../src/rules/support/catalogue-row.ts';
import { rowEdits } from '../../../src/rules/support/row-edit.ts';
import { settingsOf } from '../../../src/rules/support/setting-edits.ts';
import { valueState } from '../../../src/rules/support/value-state.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';
import { type Language, resourceSource, tree, type Written } from './source-of-row.ts';

const FILES = { bicep: 'main.bicep', arm: 'template.json', terraform: 'main.tf' } as const;
const PARAMETER = {
  bicep: '@secure()\nparam secret string\n\n',
  arm: '',
  terraform: 'variable "secret" {\n  sensitive = true\n}\n\n',
} as const;
const SECURE = {
  bicep: { written: 'secret' },
  arm: { written: "[parameters('secret')]" },
  terraform: { written: 'var.secret' },
} as const satisfies Record<Language, Written>;

const ROWS: readonly (readonly [Language, CatalogueRow])[] = [
  ...allRows('bicep').map((row) => ['bicep', row] as const),
  ...allRows('bicep').filter(isInTemplates).map((row) => ['arm', row] as const),
  ...allRows('terraform').map((row) => ['terraform', row] as const),
];

function isInTemplates(row: CatalogueRow): boolean {
  return !row.type.startsWith('Microsoft.Graph/');
}

/** The model of a text of one language, in a workspace of its own. */
function modelIn(language: Language, text: string) {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${FILES[language]}`, FILES[language], text);
  workspace.set(document);
  const model = modelOf(document, workspace).infrastructure;
  if (!model) throw new Error(`no model of\n${text}`);
  return { model, document, workspace };
}

function resourceOf(language: Language, text: string): Resource {
  const [resource] = modelIn(language, text).model.resources;
  if (!resource) throw new Error(`no resource in\n${text}`);
  return resource;
}

/** Rows about a property of a resource: those about variables, outputs, files and any type have rules that find them. */
function isAboutProperty(row: CatalogueRow): boolean {
  return row.path !== '' && /[/_]/.test(row.type) && !row.type.includes('*') && row.kind !== 'secret-attribute';
}

const nameOf = ([language, row]: readonly [Language, CatalogueRow]) => `${language} ${row.id}`;

/** One test per kind and language, for thousands of tests would be slower than what they test: failures are listed. */
function eachRow(
  title: string,
  isMeant: (row: CatalogueRow) => boolean,
  check: (row: CatalogueRow, language: Language) => string | undefined,
): void {
  describe(title, () => {
    for (const language of ['bicep', 'arm', 'terraform'] as const) {
      const meant = ROWS.filter(([one, row]) => one === language && isMeant(row));
      it.runIf(meant.length > 0)(`${language}: ${meant.length} rows`, () => {
        const problems = meant.flatMap((entry) => {
          const problem = check(entry[1], language);
          return problem === undefined ? [] : [`${nameOf(entry)}: ${problem}`];
        });
        expect(problems).toEqual([]);
      });
    }
  });
}

describe('the tables', () => {
  it('hold what the sources hold', () => {
    expect(allRows('bicep').length).toBeGreaterThan(1_800);
    expect(allRows('terraform').length).toBeGreaterThan(1_600);
    const ids = ROWS.filter(([language]) => language !== 'arm').map(nameOf);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('give the rows of a type in any casing, and none for a type they do not know', () => {
    const rows = bicepRows('microsoft.STORAGE/storageaccounts');
    expect(rows).toBe(bicepRows('Microsoft.Storage/storageAccounts'));
    expect(rows.map(({ path }) => path)).toContain('properties.allowSharedKeyAccess');
    expect(bicepRows('Contoso.Things/things')).toEqual([]);
    expect(terraformRows('resource', 'azurerm_nothing')).toEqual([]);
    expect(terraformRows('data', 'azurerm_storage_account').map(({ path }) => path)).toContain('primary_access_key');
  });

  it('have paths that can be followed, and fixes too', () => {
    for (const [, row] of ROWS) {
      for (const path of [row.path, ...Object.keys(row.fix.set), ...Object.keys(row.fix.add), ...row.fix.remove]) {
        expect(() => plainPath(path), `${row.id} ${path}`).not.toThrow();
      }
    }
  });

  it('name roles by their id', () => {
    const roles = ROWS.flatMap(([, row]) => row.roles);
    expect(roles.length).toBeGreaterThan(500);
    for (const { name, id } of roles) expect([name, id]).toEqual([name, expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  it('refer to rows that are there', () => {
    const ids = new Set(ROWS.map(([, row]) => row.id));
    const referred = ROWS.flatMap(([, row]) => [row.newName, row.relatedSwitch].filter((id) => id !== undefined));
    expect(referred.length).toBeGreaterThan(40);
    expect(referred.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('know API versions as dates and providers by major', () => {
    const [account] = bicepRows('Microsoft.Storage/storageAccounts').filter(({ id }) => id === 'storage.shared-key');
    expect(account?.versions).toMatchObject({ first: '2019-04-01', suggest: '2026-04-01', last: undefined });
    const [redis] = terraformRows('resource', 'azurerm_redis_cache').filter(({ id }) => id === 'redis');
    expect(redis?.versions).toMatchObject({ azurerm: [4, 5], resourceIn: [3, 4, 5] });
  });
});

eachRow('a value at the path of a row is found, and an absent one is not', isAboutProperty, (row, language) => {
  const value = row.path.endsWith('[]') || row.path.endsWith('{}') ? { name: 'a', value: 'b' } : 'text';
  const found = resourceOf(language, resourceSource(row, language, value)).find(row.path);
  if (found.length === 0) return 'not found';
  const absent = resourceOf(language, resourceSource(row, language, undefined)).find(row.path);
  return absent.length > 0 && !row.path.startsWith('<') ? 'found where it is not' : undefined;
});

eachRow('the rows of a resource are those of its type', isAboutProperty, (row, language) => {
  const rows = rowsOf(resourceOf(language, resourceSource(row, language, 'text')));
  const isTerraform = language === 'terraform';
  // Rows of data sources and backends come with those.
  if (isTerraform && !terraformRows('resource', row.type).includes(row)) return undefined;
  return rows.some(({ id }) => id === row.id) ? undefined : 'not among them';
});

eachRow(
  'a secret is an error as text, and supplied securely a finding only where something keyless exists',
  (row) => row.kind === 'credential-value' && row.profile !== 'switch' && isAboutProperty(row) && !/[\]}]$/.test(row.path),
  (row, language) => {
    const judged = (value: string | Written) => {
      const text = PARAMETER[language] + resourceSource(row, language, value);
      const [property] = resourceOf(language, text).find(row.path);
      return property && judgeSecret(row, property)?.severity;
    };
    const [literal, placeholder] = [judged('Kx7.Qp2-vL9z'), judged('')];
    const secure = judged(SECURE[language]);
    const expected = row.profile === 'secret-no-alternative' ? undefined : 'warning';
    if (literal !== 'error') return `literal is ${literal}`;
    if (placeholder !== undefined) return `empty text is ${placeholder}`;
    return secure === expected ? undefined : `secure is ${secure}`;
  },
);

eachRow(
  'a switch is open, closed, or what its default says',
  (row) => row.profile === 'switch' && isAboutProperty(row) && !row.path.includes('[]'),
  (row, language) => {
    const judged = (value: Parameters<typeof tree>[1] | undefined) =>
      judgeSwitch(row, resourceOf(language, resourceSource(row, language, value))).state;
    const isList = row.secureValues.some(Array.isArray);
    const wrong = row.insecureValues.map((value) => judged((isList ? [value] : value) as string)).find((s) => s !== 'insecure');
    if (wrong !== undefined) return `an insecure value is ${wrong}`;
    for (const value of row.secureValues) {
      if (judged(value as string) !== 'secure') return `${JSON.stringify(value)} is ${judged(value as string)}`;
    }
    const absent = judged(undefined);
    const isTold = row.absent !== undefined && row.within === undefined && !row.path.includes('<');
    const expected = isTold ? `absent-${row.absent?.means}` : 'unknown';
    return absent === expected ? undefined : `absent is ${absent}`;
  },
);

eachRow(
  'a default that no source states is a remark at most',
  (row) => row.profile === 'switch' && row.absent?.isVerified === false && isAboutProperty(row),
  (row, language) => {
    const { severity } = judgeSwitch(row, resourceOf(language, resourceSource(row, language, undefined)));
    return severity === 'warning' || severity === 'error' ? `absent is a ${severity}` : undefined;
  },
);

eachRow(
  'the fix of a switch closes it, parses, and has nothing left to do',
  (row) => row.profile === 'switch' && isAboutProperty(row) && row.fix.class.startsWith('mechanical') && !row.path.includes('[]'),
  (row, language) => {
    const [insecure] = row.insecureValues;
    if (insecure === undefined) return undefined;
    const isList = row.secureValues.some(Array.isArray);
    const text = resourceSource(row, language, (isList ? [insecure] : insecure) as string);
    const resource = resourceOf(language, text);
    const [edit] = rowEdits(row, resource, resource.find(row.path)[0]);
    // A fix that asks for something has no edit.
    if (!edit) return /<[^<>]+>/.test(JSON.stringify([Object.values(row.fix.set), row.fix.add, row.fix.appSettings])) || row.fix.addResource ? undefined : 'no edit';
    const fixed = applyEdits(text, edit.edits);
    const { document } = modelIn(language, fixed);
    if (syntaxErrorsOf(document).length > 0) return `does not parse:\n${fixed}`;
    const again = resourceOf(language, fixed);
    const { state } = judgeSwitch(row, again);
    if (state !== 'secure') return `is ${state} afterwards:\n${fixed}`;
    const rest = rowEdits(row, again, again.find(row.path)[0]);
    return rest.length === 0 ? undefined : `is fixed twice:\n${applyEdits(fixed, rest[0]?.edits ?? [])}`;
  },
);

eachRow(
  'the fix of a secret takes it away and parses',
  (row) => row.kind === 'credential-value' && isAboutProperty(row) && row.fix.class.startsWith('mechanical') && !/[\]}]$/.test(row.path),
  (row, language) => {
    const text = PARAMETER[language] + resourceSource(row, language, SECURE[language]);
    const resource = resourceOf(language, text);
    const edits = rowEdits(row, resource, resource.find(row.path)[0], (placeholder) => placeholder.replace(/[<>]/g, ''));
    for (const edit of edits) {
      const fixed = applyEdits(text, edit.edits);
      const { document } = modelIn(language, fixed);
      if (syntaxErrorsOf(document).length > 0) return `does not parse:\n${fixed}`;
      const after = resourceOf(language, fixed);
      const [left] = after.find(row.path);
      if (left && judgeSecret(row, left, after)) return `leaves it:\n${fixed}`;
    }
    return undefined;
  },
);

eachRow(
  'an open switch is reported by the rule of its row, and a closed one is not',
  (row) =>
    row.profile === 'switch' &&
    isAboutProperty(row) &&
    row.when === undefined &&
    !row.path.includes('[]') &&
    ['shared-key-access', 'admin-credential', 'basic-publishing', 'service-principal-cluster'].includes(row.rule),
  (row, language) => {
    const rules = RULES.filter(({ id }) => id === row.rule);
    const found = (value: unknown): readonly string[] => {
      const { document, workspace } = modelIn(language, resourceSource(row, language, value as string));
      const { findings, internalErrors } = lint(document, workspace, { now: new Date(0), rules });
      if (internalErrors.length > 0) return ['crashed'];
      return findings.filter(({ messageId }) => messageId === 'written').map(({ message }) => message);
    };
    const isList = row.secureValues.some(Array.isArray);
    const [insecure] = row.insecureValues;
    const [secure] = row.secureValues;
    if (insecure !== undefined && found(isList ? [insecure] : insecure).length !== 1) return 'not reported';
    return found(secure).length === 0 ? undefined : 'reported although closed';
  },
);

eachRow(
  'an attribute that holds a secret is told from one that does not',
  (row) => row.kind === 'secret-attribute' && row.type !== 'azurerm_key_vault_secret' && !/[[{]/.test(row.path),
  (row) => {
    const isData = !terraformRows('resource', row.type).includes(row);
    const state = (path: string) => {
      const address = `${isData ? 'data.' : ''}${row.type}.it`;
      const text = `${isData ? 'data' : 'resource'} "${row.type}" "it" {}\n\noutput "it" {\n  value = ${address}.${path}\n}\n`;
      const [output] = modelIn('terraform', text).model.outputs;
      return output && valueState(output.value).state;
    };
    if (state(row.path) !== 'resource-secret-attribute') return `is ${state(row.path)}`;
    return state('id') === 'reference' ? undefined : `its id is ${state('id')}`;
  },
);

eachRow(
  'a function that returns a secret is told from one that does not',
  (row) => row.functionName !== undefined,
  (row, language) => {
    if (language !== 'bicep') return undefined;
    const state = (name: string) => {
      const text = `resource it '${row.type}@2026-09-01' existing = {\n  name: 'it'\n}\n\noutput it object = it.${name}()\n`;
      const [output] = modelIn('bicep', text).model.outputs;
      return output && valueState(output.value).state;
    };
    if (state(row.functionName ?? '') !== 'list-function') return `is ${state(row.functionName ?? '')}`;
    return state('getSomething') === 'unknown' ? undefined : 'another function is a secret too';
  },
);

eachRow(
  'the settings of a host are read',
  (row) => row.kind === 'app-setting-host' && isAboutProperty(row),
  (row, language) => {
    const { shape, name = 'name', value = 'value' } = row.shape ?? { shape: 'map' };
    const isMap = shape === 'map' || shape === 'map-of-objects';
    const entry = shape === 'map-of-objects' ? { [value]: 'b' } : 'b';
    const written = isMap ? { SETTING: entry } : { [name]: 'SETTING', [value]: 'b' };
    const path = row.path.replace(/\{\}$/, '');
    const settings = settingsOf(resourceOf(language, resourceSource({ ...row, path }, language, written)));
    return settings.some((setting) => setting.name === 'SETTING' && setting.value !== undefined) ? undefined : 'none';
  },
);

describe('rows of app settings', () => {
  type Examples = Record<'match' | 'noMatch', readonly { readonly name: string; readonly value: string }[]>;
  const examples: Record<string, Examples> = JSON.parse(
    readFileSync(join(import.meta.dirname, 'fixtures/app-settings.json'), 'utf8'),
  );
  const isMatch = (row: CatalogueRow, { name, value }: { name: string; value: string }): boolean =>
    new RegExp(row.nameRegex ?? '', 'i').test(name) && new RegExp(row.valueRegex ?? '', 'i').test(value);

  it.each(['bicep', 'terraform'] as const)('match their examples: %s', (language) => {
    const prefix = language === 'bicep' ? 'bicep' : 'tf';
    const rows = appSettingRows(language).filter(({ id }) => examples[`${prefix}.${id}`]);
    expect(rows.length).toBeGreaterThan(25);
    for (const row of rows) {
      const { match = [], noMatch = [] } = examples[`${prefix}.${row.id}`] ?? {};
      for (const example of match) expect([row.id, example, isMatch(row, example)]).toEqual([row.id, example, true]);
      for (const example of noMatch) expect([row.id, example, isMatch(row, example)]).toEqual([row.id, example, false]);
    }
  });
});

describe('severity by state', () => {
  const [replaceable, without] = (['secret-replaceable', 'secret-no-alternative'] as const).map((profile) => {
    const row = allRows('bicep').find((one) => one.profile === profile && one.kind === 'credential-value');
    if (!row) throw new Error(profile);
    return row;
  });

  it.each([
    ['literal', 'error', 'error'],
    ['interpolated-literal', 'error', 'error'],
    ['parameter-plain', 'error', 'error'],
    ['parameter-default-literal', 'error', 'error'],
    ['list-function', 'warning', 'warning'],
    ['resource-secret-attribute', 'warning', 'warning'],
    ['parameter-secure', 'warning', undefined],
    ['write-only-or-ephemeral', 'warning', undefined],
    ['key-vault-reference', 'information', undefined],
    ['reference', undefined, undefined],
    ['unknown', undefined, undefined],
    ['placeholder', undefined, undefined],
  ] as const)('%s', (state, withAlternative, withoutAlternative) => {
    expect([replaceable && severityOf(replaceable, state), without && severityOf(without, state)]).toEqual([
      withAlternative,
      withoutAlternative,
    ]);
  });
});
