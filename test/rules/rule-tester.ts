/**
 * The rule tester. A rule's test is a folder of real files, `test/rules/<rule-id>/`, run by
 *
 *     testRule(myRule, import.meta.dirname)      // in test/rules/<rule-id>/<rule-id>.test.ts or beside it
 *
 * (test/rules/registry.test.ts runs it for every registered rule, so a rule needs no test file of its own.)
 *
 * ## Files
 *
 * - `<case>.bicep|.bicepparam|.tf|.tfvars|.json|.yml …`: one case. It must mark at least one finding.
 *   A `.yml`/`.yaml` file is linted as `.github/workflows/<case>.yml`; `<case>.action.yml` as `action.yml`,
 *   `<case>.azure-pipelines.yml` as `azure-pipelines.yml`, `<case>.gitlab-ci.yml` as `.gitlab-ci.yml`,
 *   `<case>.compose.yaml` as `compose.yaml`, `<case>.azd.yaml` as `azure.yaml`, `<case>.kubernetes.yml` under its own
 *   name. `<case>.env` is a `.env` file, `<case>.dockerfile` a Dockerfile, `<case>.functions.json` is linted as
 *   `local.settings.json`.
 * - `valid-<case>.…`: nothing is to be found. Each language with a finding needs one.
 * - `broken-<case>.…`, `valid-broken-<case>.…`: syntax errors are allowed; everywhere else they fail the case.
 * - `<case>/`: a folder is a case of several files: a workspace with the paths as they stand (`.github/workflows/a.yml`).
 * - `<case>.fixed.<ext>`: the text after the first fix of every finding; `<case>.fixed-2.<ext>` after the second of
 *   every finding that has one, and so on. For a folder case a folder `<case>.fixed/` with the files that change.
 * - `<case>.keyless.yaml` (in a folder: `keyless.yaml`): configuration, to set options and repository facts.
 * - `<case>.inventory.json` (in a folder: `inventory.json`): what the tenant holds.
 *
 * ## Markers
 *
 * A comment line that says what is found, with `//` or `#`. Marker lines are taken out before anything is linted,
 * so they may stand everywhere, inside a `run: |` too, and never appear in fixed files.
 *
 *     password: 'hunter2'
 *     //        ^^^^^^^^^ error[literal]                 the carets are under the range
 *     // vvvvvvvv warning(low)[guess] Key Vault          the same for the line below; confidence; text in the message
 *     @secure()
 *     // @ 1-10 error[literal]                           columns, one-based, the end exclusive: of the line above
 *     // @ 1-+2:3 error[literal]                         to column 3 two lines further down
 *     // @ -1:1-5 error[literal]                         from the line before the one above
 *
 * A test that fails on an unmarked finding prints the marker to paste.
 *
 * ## What fails
 *
 * A finding that is not marked or marked otherwise (range, message id, severity); a marked one that is not found; a
 * message id the rule does not have, or that no case shows; an unfilled placeholder; a crash; two equal cases; a
 * language with findings and no valid case; a fix that changes nothing, breaks the syntax, edits outside the text or
 * rewrites lines it does not change, leaves the finding there, trades it for another as heavy, never ends, or has no expected
 * text; and any case that comes out otherwise with CRLF line endings or a byte order mark.
 *
 * `UPDATE_FIXED=1 npx vitest run test/rules` writes fixed files that do not exist yet (never over existing ones).
 * Read what it wrote: it is what the rule does, not what it should do.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/rules/rule.ts';
import { checkCase } from '../tester/check-case.ts';
import { applyNthFixes } from '../tester/check-fixes.ts';
import { checkCases, checkDescription } from '../tester/check-rule.ts';
import { lintCase } from '../tester/lint-case.ts';
import { readCases } from '../tester/read-cases.ts';
import type { RuleCase } from '../tester/rule-case.ts';

/** Registers the tests of a rule over its fixture folder, `<folder>/<rule-id>` unless `folder` is that folder itself. */
export function testRule(rule: Rule, folder: string): void {
  const fixtures = folder.endsWith(rule.id) ? folder : join(folder, rule.id);
  describe(rule.id, () => {
    const cases = readCases(rule, fixtures);
    it('has a sound description and a sound set of cases', () => {
      expect([...checkDescription(rule), ...checkCases(rule, cases)].join('\n')).toBe('');
    });
    for (const testCase of cases) {
      it(testCase.name, () => {
        if (process.env['UPDATE_FIXED']) writeFixed(rule, testCase, fixtures);
        else expect(checkCase(rule, testCase).join('\n\n')).toBe('');
      });
    }
  });
}

function writeFixed(rule: Rule, testCase: RuleCase, folder: string): void {
  const texts = new Map(testCase.files.map((file) => [file.path, file.text]));
  const { findings } = lintCase(rule, testCase, texts);
  const fixCount = Math.max(0, ...findings.map((finding) => finding.fixes.length));
  for (let number = 1; number <= fixCount; number++) {
    const suffix = number === 1 ? '.fixed' : `.fixed-${number}`;
    const isFolder = existsSync(join(folder, testCase.name));
    for (const [path, text] of applyNthFixes(rule, testCase, texts, number).changed) {
      const extension = path.slice(path.lastIndexOf('.'));
      const target = join(folder, `${testCase.name}${suffix}${isFolder ? `/${path}` : extension}`);
      if (existsSync(target)) continue;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
}
