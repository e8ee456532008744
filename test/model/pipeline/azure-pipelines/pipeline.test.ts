import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../../../src/lint/workspace-index.ts';
import { render } from '../../../../src/model/patterns.ts';
import { azurePipeline } from '../../../../src/model/pipeline/azure-pipelines/index.ts';
import type { Pipeline } from '../../../../src/model/pipeline/pipeline.ts';
import { scriptsOf } from '../../../../src/model/scripts-of-pipeline.ts';
import { variablesOf } from '../../../../src/model/variable.ts';
import { applyEdits } from '../../../../src/text/text-edit.ts';

const documentOf = (path: string, text: string) => createDocument(`file:///${path}`, path, text);

function pipelineOf(text: string, others: Readonly<Record<string, string>> = {}): Pipeline {
  const workspace = new WorkspaceIndex();
  for (const [path, other] of Object.entries(others)) workspace.set(documentOf(path, other));
  const document = documentOf('azure-pipelines.yml', text);
  workspace.set(document);
  const pipeline = azurePipeline(document, workspace);
  if (!pipeline) throw new Error('no pipeline');
  return pipeline;
}

const STAGES = `
trigger: [main, release/*]
pool: { vmImage: ubuntu-latest }
variables:
  - group: secrets
  - name: region
    value: westeurope
stages:
  - stage: deploy
    variables:
      slot: blue
    jobs:
      - job: build
        pool: { vmImage: windows-latest }
        steps:
          - script: echo hi
          - pwsh: Write-Host hi
      - deployment: prod
        environment: production
        variables:
          name: app-$(region)-$(slot)
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureCLI@2
                  displayName: Deploy $(name)
                  inputs:
                    azureSubscription: prod-connection
                    scriptType: pscore
                    inlineScript: |
                      az account show
                  env:
                    KEY: $(storageKey)
            on:
              failure:
                steps:
                  - bash: echo failed
`;

describe('Azure pipelines', () => {
  it('flatten stages into jobs, and the phases of a deployment into steps', () => {
    const pipeline = pipelineOf(STAGES);
    expect(pipeline.triggers).toMatchObject([{ event: 'trigger', filters: [{ values: ['main', 'release/*'] }] }]);
    expect(pipeline.jobs.map(({ id, steps }) => [id, steps.length])).toEqual([
      ['build', 2],
      ['prod', 2],
    ]);
    const [, prod] = pipeline.jobs;
    expect(prod?.environment?.name.raw).toBe('production');
    expect(prod?.steps[0]?.uses).toMatchObject({ raw: 'AzureCLI@2', action: 'azurecli', ref: '2', isLocal: false });
    expect(prod?.steps[0]?.input('AZURESUBSCRIPTION')?.value.raw).toBe('prod-connection');
  });

  it('fold variables of file, stage and job, and say which ones they read', () => {
    const [, prod] = pipelineOf(STAGES).jobs;
    const name = prod?.steps[0]?.name;
    expect(name?.patterns.map(render)).toEqual(['Deploy app-westeurope-blue']);
    expect(name?.expressions.map(({ references }) => references)).toEqual([['variables.name']]);
    expect(prod?.steps[0]?.env[0]?.value.patterns.map(render)).toEqual(['${storageKey}']);
  });

  it('name the shell of each script', () => {
    const shells = pipelineOf(STAGES).jobs.flatMap(({ steps }) => steps.map(({ shell }) => shell));
    expect(shells).toEqual(['cmd', 'pwsh', undefined, 'bash']);
  });

  it('give rules their scripts, inline ones in the shell the task names, and variables once', () => {
    const pipeline = pipelineOf(STAGES);
    expect(scriptsOf(pipeline).map(({ dialect, body }) => [dialect, body.raw.trim()])).toEqual([
      ['cmd', 'echo hi'],
      ['powershell', 'Write-Host hi'],
      ['powershell', 'az account show'],
      ['posix', 'echo failed'],
    ]);
    expect(variablesOf(pipeline).map(({ entry }) => entry.name)).toEqual(['region', 'slot', 'name', 'KEY']);
  });

  it.each([
    ['windows-2022', 'cmd'],
    ['ubuntu-latest', 'posix'],
    ['$(image)', 'posix'],
  ])('run the script of CmdLine on %s as %s', (image, dialect) => {
    const text = `pool: { vmImage: ${image} }\nsteps:\n- task: CmdLine@2\n  inputs: { script: echo %A% }\n`;
    expect(scriptsOf(pipelineOf(text)).map((script) => script.dialect)).toEqual([dialect]);
  });

  it('look through template expressions', () => {
    const pipeline = pipelineOf(`
steps:
  - \${{ if eq(variables.x, 'y') }}:
      - task: A@1
  - \${{ each s in parameters.list }}:
      - \${{ if s }}:
          - bash: echo
            env:
              \${{ insert }}: { B: c }
  - \${{ parameters.steps }}
`);
    expect(
      pipeline.jobs[0]?.steps.map(({ uses, run, env }) => [uses?.raw ?? run?.raw, env.map(({ name }) => name)]),
    ).toEqual([
      ['A@1', []],
      ['echo', ['B']],
    ]);
  });

  it('fold parameters: allowed values, defaults that may be replaced', () => {
    const pipeline = pipelineOf(`
parameters:
  - { name: env, type: string, values: [dev, prod] }
  - { name: app, default: web }
steps:
  - bash: echo \${{ parameters.env }} \${{ parameters.app }} \${{ format('{0}', parameters.app) }}
`);
    expect(pipeline.isReusable).toBe(true);
    expect(pipeline.jobs[0]?.steps[0]?.run?.patterns.map(render)).toHaveLength(4);
    expect(pipeline.jobs[0]?.steps[0]?.run?.patterns.map(render)[0]).toBe(
      "echo dev web ${format('{0}', parameters.app)}",
    );
  });

  it('follow local templates with what is passed to them', () => {
    const pipeline = pipelineOf(
      'jobs:\n  - template: ci/job.yml\n    parameters: { env: prod }\n  - template: x.yml@other\n',
      {
        'ci/job.yml':
          'parameters: [{ name: env }]\njobs:\n  - job: a\n    steps:\n      - template: steps.yml\n        parameters: { e: "${{ parameters.env }}" }\n',
        'ci/steps.yml': 'parameters: [{ name: e }]\nsteps:\n  - bash: echo ${{ parameters.e }}\n',
      },
    );
    const [local, remote] = pipeline.jobs;
    const inner = local?.call?.target?.jobs[0]?.steps[0]?.target;
    expect(inner?.jobs[0]?.steps[0]?.run?.patterns.map(render)).toEqual(['echo prod']);
    expect(remote?.call?.target).toBeUndefined();
  });

  it('see the stages, jobs and steps that a template is handed', () => {
    const pipeline = pipelineOf(`
extends:
  template: v1/official.yml@templates
  parameters:
    pool: { name: x }
    stages:
      - stage: a
        variables: { slot: blue }
        jobs:
          - template: job.yml
            parameters:
              preSteps:
                - bash: echo $(slot)
`);
    expect(pipeline.jobs.map(({ id, call, steps }) => [id, call?.uses.raw, steps.length])).toEqual([
      ['v1/official.yml@templates', 'v1/official.yml@templates', 0],
      ['job.yml', 'job.yml', 1],
    ]);
    expect(pipeline.jobs[1]?.steps[0]?.run?.patterns.map(render)).toEqual(['echo blue']);
  });

  it('end on templates and variables that refer to themselves', () => {
    const pipeline = pipelineOf(
      'variables: { a: $(b), b: $(a) }\nsteps:\n  - template: azure-pipelines.yml\n  - bash: $(a)\n',
    );
    const [job] = pipeline.jobs;
    expect(job?.steps[0]?.target).toBeUndefined();
    expect(job?.steps[1]?.run?.patterns).toHaveLength(1);
  });

  it('end on anchors that refer to themselves', () => {
    const pipeline = pipelineOf(
      'stages: &s\n  - stage: a\n    stages: *s\n  - template: x\n    parameters: { stages: *s }\n',
    );
    expect(pipeline.jobs.length).toBeGreaterThan(0);
  });

  it('find variables as the environment names them', () => {
    const [job] = pipelineOf('variables: { my.key: a }\nsteps: [{ bash: echo }]').jobs;
    expect(job?.steps[0]?.variable('MY_KEY')?.value.raw).toBe('a');
  });

  it('take a command substitution for what it is', () => {
    const [job] = pipelineOf('variables: { date: x }\nsteps:\n  - bash: echo $(date +%s) $(date)\n').jobs;
    expect(job?.steps[0]?.run?.expressions.map(({ text }) => text)).toEqual(['date']);
  });

  it('edit inputs, variables and steps without touching other bytes', () => {
    const text = 'steps:\r\n  - task: AzureCLI@1 # why\r\n    inputs:\r\n      a: b\r\n      c: d\r\n  - bash: x\r\n';
    const pipeline = pipelineOf(text);
    const [first, second] = pipeline.jobs[0]?.steps ?? [];
    if (!first?.uses || !second) throw new Error('no steps');
    const [a] = first.with;
    const after = (edits: Parameters<typeof applyEdits>[1] | undefined) => edits && applyEdits(text, edits);
    expect(after(a && pipeline.editor.removeEntry(a))).toBe(text.replace('      a: b\r\n', ''));
    expect(after(pipeline.editor.replaceUses(first.uses, 'AzureCLI@2'))).toBe(text.replace('@1', '@2'));
    expect(after(pipeline.editor.addEntries({ step: first, mapping: 'with' }, [{ name: 'e', value: 'f' }]))).toBe(
      text.replace('      c: d\r\n', '      c: d\r\n      e: f\r\n'),
    );
    expect(after(pipeline.editor.addEntries({ step: second, mapping: 'env' }, [{ name: 'e', value: 'f' }]))).toBe(
      `${text}    env:\r\n      e: f\r\n`,
    );
    expect(after(pipeline.editor.removeStep(second))).toBe(text.replace('  - bash: x\r\n', ''));
  });

  it('take any text', () => {
    const piece = fc.constantFrom(
      'steps:',
      'jobs:',
      'stages:',
      '\n',
      '  ',
      '- ',
      'task: A@1',
      '${{ if x }}:',
      'template: a',
      '&a',
      '*a',
      '$(',
      ')',
      '{',
      '}',
      'variables:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const workspace = new WorkspaceIndex();
        const pipeline = azurePipeline(documentOf('azure-pipelines.yml', text), workspace);
        for (const { entry } of pipeline ? variablesOf(pipeline) : []) {
          expect(entry.range.end).toBeLessThanOrEqual(text.length);
          expect(entry.value.patterns.length).toBeGreaterThan(0);
        }
        for (const script of pipeline ? scriptsOf(pipeline) : []) expect(script.commands).toBeDefined();
      }),
    );
  });
});
