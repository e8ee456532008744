import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { ENGINE_RULES } from '../../../src/lint/engine-rules.ts';
import { PROJECT_URL, rulePageUrl, VERSION } from '../../../src/lint/links.ts';
import { githubReport } from '../../../src/lint/report/github.ts';
import { jsonReport } from '../../../src/lint/report/json.ts';
import { joinReports, type RunReport } from '../../../src/lint/report/report.ts';
import { type FileReport, reportResult } from '../../../src/lint/report/reported.ts';
import { sarifReport } from '../../../src/lint/report/sarif.ts';
import { textReport } from '../../../src/lint/report/text.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { documentOf, lintText, wordRule } from '../word-rule.ts';

const CRASH: Rule = wordRule('crash', undefined, {
  checks: {
    infrastructure: () => {
      throw new TypeError('hunter2');
    },
  },
});
const SECRET = wordRule('secret', 'var.x', { severity: 'error' });
const RELATED: Rule = wordRule('other', undefined, {
  severity: 'hint',
  checks: {
    infrastructure: (_, context) => {
      const start = context.document.source.text.indexOf('other');
      if (start < 0) return;
      const range = { start, end: start + 5 };
      const message = 'First line, 100 %.';
      const { uri } = context.document;
      const related = [
        { uri, range: { start: 0, end: 1 }, message },
        { uri: 'file:///unknown', range, message },
      ];
      const edits = [{ uri: 'file:///unknown', edits: [{ range, newText: '' }] }];
      const fixes = [{ title: 'Half a fix', safety: 'safe' as const, edits, followUps: [] }];
      context.report({ messageId: 'found', data: { word: 'other:\r\nthing, 50%' }, range, related, fixes });
    },
  },
});

const TEXT = 'a = "é😀" + secret\nb = secret # keyless: ignore[no-secret] vendor\nc = other\n';

function fileReport(path: string, text = TEXT, rules = [SECRET, RELATED]): FileReport {
  const document = documentOf(text, path);
  return reportResult(document, lintText(text, { rules }, path), () => undefined);
}

function run(files: readonly FileReport[], more: Partial<RunReport> = {}): RunReport {
  return {
    ...joinReports(files),
    fileCount: files.length,
    rules: [SECRET, RELATED, CRASH, ...ENGINE_RULES],
    rootUri: 'file:///work/',
    startedAt: new Date('2026-11-01T12:00:00Z'),
    endedAt: new Date('2026-11-01T12:00:01Z'),
    exitCode: 1,
    ...more,
  };
}

const FULL = run([fileReport('b c/main.tf'), fileReport('a.tf'), fileReport('crash.tf', '', [CRASH])]);

describe('reportResult', () => {
  it('counts lines and UTF-16 columns from one, and drops places in files it does not know', () => {
    const { findings } = fileReport('a.tf');
    expect(findings.map(({ ruleId, region, suppression }) => [ruleId, region, suppression?.justification])).toEqual([
      ['no-secret', { startLine: 1, startColumn: 13, endLine: 1, endColumn: 19 }, undefined],
      ['no-secret', { startLine: 2, startColumn: 5, endLine: 2, endColumn: 11 }, 'vendor'],
      ['no-other', { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 }, undefined],
    ]);
    expect(findings[2]?.related).toHaveLength(1);
    expect(findings[2]?.fixes).toEqual([]);
    expect(findings[0]?.fixes[0]?.edits).toEqual([
      { path: 'a.tf', region: { startLine: 1, startColumn: 13, endLine: 1, endColumn: 19 }, newText: 'var.x' },
    ]);
  });

  it('never lets the message of an error out', () => {
    for (const text of [
      jsonReport(FULL),
      sarifReport(FULL, { helpOf: () => '' }),
      textReport(FULL, { useColour: false, width: undefined }),
    ]) {
      expect(text).toContain('TypeError');
      expect(text).not.toContain('hunter2');
    }
  });
});

describe('sarifReport', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/sarif-schema-2.1.0.json'), 'utf8').replace(
      // Ajv knows draft 7; what the schema uses of draft 4 differs from it only by the name of `id`.
      /"\$schema": "http:\/\/json-schema.org\/draft-04\/schema#",|^ {2}"id": /gm,
      (found) => (found.includes('$schema') ? '' : '  "$id": '),
    ),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const sarif = (report: RunReport): Log => JSON.parse(sarifReport(report, { helpOf: (id) => `# ${id}` }));
  const log = sarif(FULL);
  const [first] = log.runs;

  it('is valid by the schema of the standard, with findings and without', () => {
    for (const report of [FULL, run([]), run([fileReport('a.tf', '')])]) {
      expect(validate(sarif(report)), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
    expect(validate({ ...log, runs: [{ ...first, columnKind: 'bytes' }] })).toBe(false);
  });

  it('describes the tool and its rules, with help and links', () => {
    const driver = first?.tool.driver;
    expect(driver).toMatchObject({ name: 'Keyless', semanticVersion: VERSION, informationUri: PROJECT_URL });
    expect(driver?.rules?.[0]).toMatchObject({
      id: 'no-secret',
      helpUri: rulePageUrl('no-secret'),
      help: { markdown: '# no-secret' },
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '8.0', tags: ['security', 'CWE-798'] },
    });
  });

  it('gives each result its rule, place, fingerprint, fixes and suppressions', () => {
    const [result, suppressed, hint] = first?.results ?? [];
    expect(result).toMatchObject({
      ruleId: 'no-secret',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.tf', uriBaseId: 'SRCROOT' },
            region: { startLine: 1, startColumn: 13, endLine: 1, endColumn: 19 },
          },
        },
      ],
      fixes: [
        {
          artifactChanges: [
            { artifactLocation: { uri: 'a.tf' }, replacements: [{ insertedContent: { text: 'var.x' } }] },
          ],
        },
      ],
      suppressions: [],
    });
    expect(result?.partialFingerprints?.['keyless/v1']).toMatch(/^[0-9a-f]{32}$/);
    expect(suppressed?.suppressions).toEqual([{ kind: 'inSource', status: 'accepted', justification: 'vendor' }]);
    expect(hint).toMatchObject({
      level: 'note',
      relatedLocations: [{ id: 1, message: { text: 'First line, 100 %.' } }],
    });
    expect(first?.results?.[3]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('b%20c/main.tf');
  });

  it('says how the run went', () => {
    expect(first).toMatchObject({
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { SRCROOT: { uri: 'file:///work/' } },
      automationDetails: { id: 'keyless/' },
    });
    expect(first?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 1,
      startTimeUtc: '2026-11-01T12:00:00.000Z',
      toolExecutionNotifications: [{ level: 'error', associatedRule: { id: 'no-crash' } }],
    });
    expect(sarif(run([])).runs[0]?.invocations?.[0]).toMatchObject({ executionSuccessful: true });
  });
});

describe('textReport', () => {
  it('lists findings by file, aligned, and sums up', () => {
    expect(textReport(run([fileReport('a.tf')]), { useColour: false, width: undefined })).toBe(
      [
        'a.tf',
        '  1:13  error  The word secret is here. Take another one.  no-secret',
        '               fix: Write var.x',
        '   3:5  hint   The word other: thing, 50% is here. Take another one.  no-other',
        '',
        '1 error, 1 hint in 1 file (1 suppressed).',
        '1 finding can be fixed with --fix.',
        '',
      ].join('\n'),
    );
  });

  it('wraps messages to the width of a terminal, the rule last', () => {
    const lines = textReport(run([fileReport('a.tf')]), { useColour: false, width: 60 }).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'a.tf',
      '  1:13  error  The word secret is here. Take another one.',
      '               no-secret',
      '               fix: Write var.x',
    ]);
    const coloured = textReport(run([fileReport('a.tf')]), { useColour: true, width: 60 });
    expect(coloured).toContain('\u001B[2mno-secret\u001B[0m');
  });

  it('says so where there is nothing to say', () => {
    expect(textReport(run([]), { useColour: false, width: undefined })).toBe('No findings in 0 files.\n');
  });

  it('writes colours only when asked to, and no control characters of file names or messages', () => {
    const evil = run([fileReport('a\u001B[2J.tf')]);
    expect(textReport(evil, { useColour: false, width: undefined })).not.toContain('\u001B');
    expect(textReport(evil, { useColour: true, width: undefined })).toContain('\u001B[31m');
    expect(textReport(evil, { useColour: true, width: undefined })).not.toContain('\u001B[2J');
  });
});

describe('githubReport', () => {
  it('writes one escaped command a finding', () => {
    const [error, hint, ...rest] = githubReport(run([fileReport('a,b:c.tf')])).split('\n');
    expect(error).toBe(
      `::error file=a%2Cb%3Ac.tf,line=1,endLine=1,col=13,endColumn=18,title=keyless%3A no-secret::The word secret is here. Take another one.%0A${rulePageUrl('no-secret')}`,
    );
    expect(hint).toContain('::notice file=');
    expect(hint).toContain('other:%0D%0Athing, 50%25 is here');
    expect(rest).toEqual(['']);
  });
});

describe('jsonReport', () => {
  it('is one JSON document with everything in it', () => {
    const data = JSON.parse(jsonReport(FULL));
    expect(data).toMatchObject({ version: 1, tool: { name: 'keyless', version: VERSION }, fileCount: 3 });
    expect(data.findings).toHaveLength(7);
    expect(data.findings[1].suppression).toEqual({ kind: 'inSource', justification: 'vendor' });
    expect(data.internalErrors).toMatchObject([{ path: 'crash.tf', ruleId: 'no-crash', name: 'TypeError' }]);
  });
});

describe('rulePageUrl', () => {
  it('follows from the repository of the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));
    expect(`${PROJECT_URL}.git`).toBe(manifest.repository.url);
    expect(rulePageUrl('x')).toBe(`${PROJECT_URL}/blob/main/docs/rules/x.md`);
  });
});
