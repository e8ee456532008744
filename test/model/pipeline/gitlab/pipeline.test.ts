import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../../src/lint/workspace-index.ts';
import { render } from '../../../../src/model/patterns.ts';
import { gitlabPipeline } from '../../../../src/model/pipeline/gitlab/index.ts';
import { scriptsOf } from '../../../../src/model/scripts-of-pipeline.ts';
import { variablesOf } from '../../../../src/model/variable.ts';
import { applyEdits } from '../../../../src/text/text-edit.ts';

function pipelineOf(text: string) {
  const pipeline = gitlabPipeline(createDocument('file:///.gitlab-ci.yml', '.gitlab-ci.yml', text));
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

const FILE = `
stages: [deploy]
variables:
  REGION: westeurope
  SLOT:
    value: blue
    description: which one
default:
  id_tokens:
    DEFAULT_TOKEN: { aud: https://gitlab.com }
.azure:
  id_tokens:
    AZURE_ID_TOKEN:
      aud: [api://AzureADTokenExchange]
  before_script: &login
    - az login --federated-token $AZURE_ID_TOKEN
  variables:
    NAME: app-$REGION-\${SLOT}
deploy:
  extends: .azure
  stage: deploy
  environment: { name: prod/$NAME, action: start }
  script:
    - *login
    - echo $$HOME $NAME
    - |
      az account show
      az group list
    - !reference [.azure, before_script]
test:
  script: echo test
`;

describe('GitLab pipelines', () => {
  it('give every line of a script as a step, hidden jobs included, references left out', () => {
    const { jobs } = pipelineOf(FILE);
    expect(jobs.map(({ id, steps }) => [id, steps.length])).toEqual([
      ['default', 0],
      ['.azure', 1],
      ['deploy', 3],
      ['test', 1],
    ]);
  });

  it('let jobs inherit variables, tokens and environment', () => {
    const [, , deploy, test] = pipelineOf(FILE).jobs;
    expect(deploy?.idTokens.map(({ name, audiences }) => [name, audiences.map(({ raw }) => raw)])).toEqual([
      ['AZURE_ID_TOKEN', ['api://AzureADTokenExchange']],
    ]);
    expect(test?.idTokens.map(({ name }) => name)).toEqual(['DEFAULT_TOKEN']);
    expect(deploy?.environment).toMatchObject({ isDeployment: true });
    expect(deploy?.environment?.name.patterns.map(render)).toEqual(['prod/app-westeurope-blue']);
    expect(deploy?.steps[0]?.variable('NAME')?.value.raw).toBe('app-$REGION-${SLOT}');
  });

  it('fold variables; a doubled dollar sign is one', () => {
    const [, , deploy] = pipelineOf(FILE).jobs;
    const run = deploy?.steps[1]?.run;
    expect(run?.patterns.map(render)).toEqual(['echo $HOME app-westeurope-blue']);
    expect(run?.expressions.map(({ references }) => references)).toEqual([['variables.name']]);
  });

  it('give rules their scripts and variables', () => {
    const pipeline = pipelineOf(FILE);
    const commands = scriptsOf(pipeline).flatMap((script) => script.commands.map(({ words }) => words[0]?.text));
    expect(commands).toEqual(['az', 'az', 'echo', 'az', 'az', 'echo']);
    expect(variablesOf(pipeline).map(({ entry, job }) => [entry.name, entry.value.raw, job?.id])).toEqual([
      ['REGION', 'westeurope', undefined],
      ['SLOT', 'blue', undefined],
      ['NAME', 'app-$REGION-${SLOT}', '.azure'],
    ]);
  });

  it('take scripts at the top of the file for a job of their own', () => {
    const [first] = pipelineOf('before_script: [az login]\na: { script: b }\n').jobs;
    expect([first?.id, first?.steps.map(({ run }) => run?.raw)]).toEqual(['default', ['az login']]);
  });

  it('edit variables and remove lines without touching other bytes', () => {
    const text = 'a:\n  variables:\n    X: 1 # why\n    Y: 2\n  script:\n    - one\n    - two\n';
    const pipeline = pipelineOf(text);
    const [job] = pipeline.jobs;
    const [x] = job?.env ?? [];
    const [, two] = job?.steps ?? [];
    const after = (edits: Parameters<typeof applyEdits>[1] | undefined) => edits && applyEdits(text, edits);
    expect(after(x && pipeline.editor.removeEntry(x))).toBe(text.replace('    X: 1 # why\n', ''));
    expect(after(two && pipeline.editor.removeStep(two))).toBe(text.replace('    - two\n', ''));
    expect(job && pipeline.editor.grant(job, [])).toBeUndefined();
  });

  it('end on jobs that extend each other and variables made of themselves', () => {
    const { jobs } = pipelineOf(
      'a: { extends: b, variables: { X: $X }, script: echo $X }\nb: { extends: a, script: c }\n',
    );
    expect(jobs[0]?.steps[0]?.run?.patterns).toHaveLength(1);
    expect(jobs[0]?.idTokens).toEqual([]);
  });

  it('take any text', () => {
    const piece = fc.constantFrom(
      'a:',
      'script:',
      '\n',
      '  ',
      '- ',
      'extends: a',
      '&a',
      '*a',
      '$X',
      '{',
      '}',
      '[',
      ']',
      'variables:',
      '!reference',
      'id_tokens:',
      'aud:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const pipeline = gitlabPipeline(createDocument('file:///.gitlab-ci.yml', '.gitlab-ci.yml', text));
        for (const { entry } of pipeline ? variablesOf(pipeline) : []) {
          expect(entry.range.end).toBeLessThanOrEqual(text.length);
          expect(entry.value.patterns.length).toBeGreaterThan(0);
        }
        for (const job of pipeline?.jobs ?? []) expect(job.idTokens).toBeDefined();
        for (const script of pipeline ? scriptsOf(pipeline) : []) expect(script.commands).toBeDefined();
      }),
    );
  });
});
