import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ALTERNATIVES } from '../../../../src/model/patterns.ts';
import { githubPipeline } from '../../../../src/model/pipeline/github/index.ts';
import { permissionNeeds } from '../../../../src/model/pipeline/permission-needs.ts';
import type { Entry, Pipeline, PipelineString } from '../../../../src/model/pipeline/pipeline.ts';
import { parseYaml } from '../../../../src/syntax/yaml/index.ts';
import { containsRange } from '../../../../src/text/range.ts';
import { SourceText } from '../../../../src/text/source-text.ts';
import { applyEdits, type TextEdit } from '../../../../src/text/text-edit.ts';
import { WORKFLOW, workspaceOf } from './workspace.ts';

const FIXTURE = `name: Deploy
on:
  push: { branches: [main] }
  workflow_dispatch:
    inputs:
      environment: { type: choice, options: [dev, prod] }
permissions:
  contents: read # checkout
env: &env
  REGION: \${{ vars.REGION || 'westeurope' }}
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        os: [a, b]
        include: [{ os: c, extra: d }]
    steps:
      - uses: actions/checkout@v4
      - &login
        uses: azure/login@v2
        with:
          creds: "\${{ secrets.AZURE_CREDENTIALS }}" # json
      - parallel:
          - run: |
              echo \${{ matrix.os }} \${{ env.REGION }}
          - *login
  deploy:
    environment: { name: "\${{ inputs.environment }}", deployment: false }
    permissions: { id-token: write }
    env: { <<: *env, X: 1 }
    uses: ./.github/workflows/called.yml
    with: { where: "\${{ format('{0}-{1}', inputs.environment, github.ref) }}" }
    secrets: inherit
`;
const CALLED = `on: { workflow_call: { inputs: { where: { type: string } } } }
jobs:
  x:
    environment: \${{ inputs.where }}
    steps: [{ run: 'gh pr list', env: { GH_TOKEN: '\${{ github.token }}' } }]
`;

const mutated = fc
  .array(
    fc.record({
      at: fc.nat(FIXTURE.length),
      length: fc.nat(10),
      text: fc.oneof(
        fc.constantFrom(
          '',
          '\t',
          '\n',
          ': ',
          '- ',
          '[',
          '}',
          '"',
          "'",
          '|',
          '&a ',
          '*a',
          '#',
          '${{',
          '}}',
          '*env',
          '<<: ',
        ),
        fc.string({ maxLength: 4 }),
      ),
    }),
    { maxLength: 4 },
  )
  .map((changes) => {
    let text = FIXTURE;
    for (const { at, length, text: inserted } of changes) text = text.slice(0, at) + inserted + text.slice(at + length);
    return text;
  });

function pipelineOfText(text: string): Pipeline | undefined {
  const workspace = workspaceOf({ [WORKFLOW]: text, '.github/workflows/called.yml': CALLED });
  const document = workspace.get(WORKFLOW);
  return document && githubPipeline(document, workspace);
}

describe('any workflow text', () => {
  it('gives a model whose places lie in the text', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const pipeline = pipelineOfText(text);
        if (!pipeline) return;
        const whole = { start: 0, end: text.length };
        const outside: unknown[] = [];
        const see = (part: { readonly range: { readonly start: number; readonly end: number } } | undefined): void => {
          if (part && !containsRange(whole, part.range)) outside.push(part);
        };
        const seeString = (string: PipelineString | undefined): void => {
          if (!string) return;
          see(string);
          for (const expression of string.expressions) see(expression);
          see({ range: string.rangeOf(0, string.raw.length) });
          if (string.patterns.length < 1 || string.patterns.length > MAX_ALTERNATIVES) outside.push(string.raw);
        };
        const seeEntries = (entries: readonly Entry[]): void => {
          for (const entry of entries) {
            see(entry);
            seeString(entry.value);
          }
        };
        for (const part of [...pipeline.triggers, ...pipeline.inputs]) see(part);
        see(pipeline.permissions);
        seeEntries(pipeline.env);
        for (const job of pipeline.jobs) {
          see(job);
          see(job.permissions);
          seeString(job.condition);
          seeString(job.environment?.name);
          seeEntries(job.env);
          if (job.call) {
            see(job.call.uses);
            seeEntries(job.call.with);
          }
          for (const step of job.steps) {
            see(step);
            see(step.uses);
            seeString(step.run);
            seeEntries([...step.with, ...step.env]);
          }
          for (const need of permissionNeeds(job).uncertain) see(need);
        }
        expect(outside, text).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('stays readable after every edit', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const pipeline = pipelineOfText(text);
        if (!pipeline || parseYaml(new SourceText(text)).errors.length > 0) return;
        const { editor } = pipeline;
        const scopes = [{ name: 'issues', access: 'write' }] as const;
        const added = [{ name: 'NEW', value: '${{ x }}' }];
        const edits: (readonly TextEdit[] | undefined)[] = [
          editor.grant(undefined, scopes),
          editor.addEntries({ mapping: 'env' }, added),
        ];
        for (const job of pipeline.jobs) {
          edits.push(editor.grant(job, scopes), editor.addEntries({ job, mapping: 'env' }, added));
          if (job.permissions) edits.push(editor.revoke(job.permissions, 'id-token'));
          for (const step of job.steps) {
            edits.push(editor.removeStep(step), editor.addEntries({ step, mapping: 'with' }, added));
            if (step.uses) edits.push(editor.replaceUses(step.uses, 'a/b@v9'));
            for (const entry of [...step.with, ...step.env]) {
              edits.push(editor.removeEntry(entry), editor.renameEntry(entry, 'other'));
              edits.push(editor.replaceEntries([entry], added), editor.replaceValue(entry.value, 'a: b'));
            }
          }
        }
        for (const edit of edits) {
          const after = edit && applyEdits(text, edit);
          if (after !== undefined) expect(parseYaml(new SourceText(after)).errors, `${text}\n=>\n${after}`).toEqual([]);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});
