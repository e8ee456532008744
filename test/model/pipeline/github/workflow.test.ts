import { describe, expect, it } from 'vitest';
import { githubPipeline } from '../../../../src/model/pipeline/github/index.ts';
import type { Access } from '../../../../src/model/pipeline/pipeline.ts';
import { documentOf, entryOf, jobOf, pipelineOf, stepOf, values, WORKFLOW, workspaceOf } from './workspace.ts';

const DEPLOY = `name: Deploy
on:
  push:
    branches: [main, 'release/*']
    paths: src/**
  workflow_dispatch:
    inputs:
      environment: { type: choice, options: [dev, prod], default: dev }
      dry-run: { type: boolean }
permissions:
  contents: read
env:
  REGION: westeurope
  BOTH: workflow
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
  deploy:
    name: Deploy to \${{ inputs.environment }}
    runs-on: windows-2022
    if: github.ref == 'refs/heads/main'
    environment:
      name: \${{ inputs.environment }}
      url: https://example.org
    permissions:
      id-token: write
    env:
      BOTH: job
    steps:
      - uses: Azure/Login@v2
        id: login
        with:
          Client-Id: \${{ vars.CLIENT_ID }}
          creds: "\${{ secrets.AZURE_CREDENTIALS }}"
      - name: Run
        env:
          BOTH: step
          WHERE: \${{ env.REGION }}/\${{ env.BOTH }}
        run: |
          az group create \\
            --name x-\${{ inputs.environment }}
      - run: echo
        shell: bash -e {0}
`;

describe('a workflow', () => {
  const pipeline = pipelineOf(DEPLOY);
  const { source } = pipeline.document;

  it('has a name, triggers with filters, and inputs', () => {
    expect(pipeline).toMatchObject({ platform: 'github', kind: 'workflow', isReusable: false, name: 'Deploy' });
    expect(pipeline.triggers.map(({ event, filters }) => ({ event, filters }))).toEqual([
      {
        event: 'push',
        filters: [
          { name: 'branches', values: ['main', 'release/*'] },
          { name: 'paths', values: ['src/**'] },
        ],
      },
      { event: 'workflow_dispatch', filters: [] },
    ]);
    expect(pipeline.inputs).toMatchObject([
      { name: 'environment', event: 'workflow_dispatch', type: 'choice', default: 'dev', options: ['dev', 'prod'] },
      { name: 'dry-run', type: 'boolean', required: false, default: undefined },
    ]);
  });

  it('has jobs with their places', () => {
    const job = jobOf(pipeline, 'deploy');
    expect(source.slice(job.idRange)).toBe('deploy');
    expect(source.slice(job.range)).toMatch(/^deploy:\n[\s\S]*shell: bash -e \{0\}$/);
    expect(source.slice(job.environment?.range ?? job.range)).toBe(
      'environment:\n      name: ${{ inputs.environment }}\n      url: https://example.org',
    );
    expect(values(job.environment?.name)).toEqual(['dev', 'prod', '']);
    expect(values(job.environment?.url)).toEqual(['https://example.org']);
    expect(job.condition?.expressions).toMatchObject([
      { text: "github.ref == 'refs/heads/main'", references: ['github.ref'] },
    ]);
  });

  it('has steps with inputs that compare without regard to case', () => {
    const step = stepOf(pipeline, 0, 'deploy');
    expect(step.uses).toMatchObject({ raw: 'Azure/Login@v2', action: 'azure/login', ref: 'v2', isLocal: false });
    expect(step.id).toBe('login');
    const creds = step.input('CREDS');
    expect(creds && source.slice(creds.range)).toBe('creds: "${{ secrets.AZURE_CREDENTIALS }}"');
    expect(creds?.value.raw).toBe('${{ secrets.AZURE_CREDENTIALS }}');
    expect(creds?.value.expressions[0]).toMatchObject({ references: ['secrets.azure_credentials'] });
    expect(creds && source.slice(creds.value.expressions[0]?.range ?? creds.range)).toBe(
      '${{ secrets.AZURE_CREDENTIALS }}',
    );
    expect(values(step.input('client-id')?.value)).toEqual(['${vars.CLIENT_ID}']);
  });

  it('merges env by scope: step, then job, then workflow', () => {
    const step = stepOf(pipeline, 1, 'deploy');
    expect(step.variable('REGION')?.value.raw).toBe('westeurope');
    expect(step.variable('BOTH')?.value.raw).toBe('step');
    // Inside a step's own env, the env context is that of the job.
    expect(values(step.variable('WHERE')?.value)).toEqual(['westeurope/job']);
    expect(step.variable('NONE')).toBeUndefined();
  });

  it('marks exact places inside a multi-line script', () => {
    const run = stepOf(pipeline, 1, 'deploy').run;
    const at = run?.raw.indexOf('--name') ?? -1;
    expect(run && source.slice(run.rangeOf(at, at + 6))).toBe('--name');
    expect(run && source.slice(run.expressions[0]?.range ?? run.range)).toBe('${{ inputs.environment }}');
    expect(values(run)).toContain('az group create \\\n  --name x-prod\n');
  });

  it('knows the shell of a script', () => {
    expect(stepOf(pipeline, 1, 'deploy').shell).toBe('pwsh');
    expect(stepOf(pipeline, 2, 'deploy').shell).toBe('bash');
    expect(stepOf(pipeline, 0, 'build').shell).toBeUndefined();
  });
});

describe('triggers', () => {
  it.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['on:\n  - push\n  -\n', ['push']],
    ['on:\n  push:\n  workflow_call:\n', ['push', 'workflow_call']],
    ['"on": push', ['push']],
  ])('%j', (on, events) => {
    expect(pipelineOf(`${on}\njobs: {}\n`).triggers.map(({ event }) => event)).toEqual(events);
  });

  it('marks the event as written', () => {
    const pipeline = pipelineOf('on: [push, pull_request]\njobs: {}\n');
    expect(pipeline.triggers.map(({ range }) => pipeline.document.source.slice(range))).toEqual([
      'push',
      'pull_request',
    ]);
  });
});

describe('effective permissions', () => {
  const access = (workflow: string, job: string, scope: string, on = 'push'): readonly [string, Access | undefined] => {
    const text = `on: ${on}\n${workflow}\njobs:\n  a:\n    runs-on: x\n    ${job}\n`;
    const { from, access: of } = jobOf(pipelineOf(text)).effectivePermissions;
    return [from, of(scope)];
  };

  it.each([
    ['', '', 'contents', 'default', undefined],
    ['', '', 'id-token', 'default', 'none'],
    ['', '', 'metadata', 'default', 'read'],
    ['permissions: { id-token: write }', '', 'id-token', 'workflow', 'write'],
    ['permissions: { id-token: write }', '', 'contents', 'workflow', 'none'],
    ['permissions: { id-token: write }', 'permissions: { contents: read }', 'id-token', 'job', 'none'],
    ['permissions: { id-token: write }', 'permissions: {}', 'id-token', 'job', 'none'],
    ['permissions: write-all', '', 'id-token', 'workflow', 'write'],
    ['permissions: read-all', '', 'id-token', 'workflow', 'none'],
    ['permissions: read-all', '', 'contents', 'workflow', 'read'],
    ['permissions: write-all', 'permissions:', 'contents', 'job', 'none'],
  ] as const)('%j and %j: %s', (workflow, job, scope, from, expected) => {
    expect(access(workflow, job, scope)).toEqual([from, expected]);
  });

  it("are the caller's business in a workflow that is only called", () => {
    expect(access('', '', 'id-token', 'workflow_call')).toEqual(['default', undefined]);
    expect(access('permissions: {}', '', 'id-token', 'workflow_call')).toEqual(['workflow', 'none']);
  });
});

describe('calls', () => {
  const caller = (job: string) => `on: push\njobs:\n  call:\n${job.replace(/^/gm, '    ')}\n`;
  const called = `on:
  workflow_call:
    inputs:
      environment: { type: string, default: dev }
      flag: { type: boolean, default: false }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: \${{ inputs.environment }}
    steps:
      - run: echo \${{ inputs.flag && 'yes' || 'no' }}
`;
  const CALLED = '.github/workflows/deploy.yml';

  it.each(['./.github/workflows/deploy.yml', '$/.github/workflows/deploy.yml'])(
    'follow %s with what is passed',
    (uses) => {
      const text = caller(`uses: ${uses}\nwith: { environment: prod, flag: true }\nsecrets: inherit`);
      const { call } = jobOf(pipelineOf(text, { [CALLED]: called }));
      expect(call?.uses).toMatchObject({ isLocal: true, ref: undefined, action: uses });
      expect(call?.secrets).toBe('inherit');
      const target = call?.target;
      expect(target?.document.path).toBe(CALLED);
      expect(target && values(jobOf(target).environment?.name)).toEqual(['prod']);
      expect(target && values(stepOf(target).run)).toEqual(['echo yes']);
    },
  );

  it('fall back to defaults where nothing is passed', () => {
    const target = jobOf(pipelineOf(caller(`uses: ./${CALLED}`), { [CALLED]: called })).call?.target;
    expect(target && values(jobOf(target).environment?.name)).toEqual(['dev']);
    expect(target && values(stepOf(target).run)).toEqual(['echo no']);
  });

  it('leave inputs open where callers are not known', () => {
    const target = pipelineOf(called);
    expect(target.isReusable).toBe(true);
    expect(values(jobOf(target).environment?.name)).toEqual(['dev', '${inputs.environment}']);
  });

  it('give at most the permissions of the caller', () => {
    const token = (permissions: string, own = '') => {
      const text = caller(`uses: ./${CALLED}\n${permissions}`);
      const target = jobOf(pipelineOf(text, { [CALLED]: own + called })).call?.target;
      return target && jobOf(target).effectivePermissions.access('id-token');
    };
    expect(token('permissions: { id-token: write }')).toBe('write');
    expect(token('permissions: { id-token: write }', 'permissions: {}\n')).toBe('none');
    expect(token('permissions: {}', 'permissions: { id-token: write }\n')).toBe('none');
    expect(token('')).toBe('none');
  });

  it('name their secrets', () => {
    const { call } = jobOf(
      pipelineOf(caller(`uses: o/r/.github/workflows/x.yml@v1\nsecrets:\n  token: \${{ secrets.A }}`)),
    );
    expect(call?.uses).toMatchObject({ action: 'o/r/.github/workflows/x.yml', ref: 'v1', isLocal: false });
    expect(call?.target).toBeUndefined();
    expect(call?.secrets !== 'inherit' && call?.secrets.map(({ name }) => name)).toEqual(['token']);
  });

  it('end where files call each other', () => {
    const text = caller(`uses: ./${CALLED}`);
    const back = caller(`uses: ./${WORKFLOW}`);
    const target = jobOf(pipelineOf(text, { [CALLED]: back })).call?.target;
    expect(target).toBeDefined();
    expect(target && jobOf(target).call?.target).toBeUndefined();
  });

  it('find files below the folder that holds .github', () => {
    const path = 'apps/shop/.github/workflows/main.yml';
    const pipeline = pipelineOf(
      caller(`uses: ./${CALLED}`),
      { [`apps/shop/${CALLED}`]: called, [CALLED]: 'on: push' },
      path,
    );
    expect(jobOf(pipeline).call?.target?.document.path).toBe(`apps/shop/${CALLED}`);
  });

  it('do not leave the workspace', () => {
    expect(jobOf(pipelineOf(caller('uses: ./../../x.yml'))).call?.target).toBeUndefined();
  });
});

describe('composite actions', () => {
  const action = `name: Sign in
inputs:
  client-id: { required: true }
  mode: { default: fast }
runs:
  using: composite
  steps:
    - uses: azure/login@v2
      with: { client-id: "\${{ inputs.client-id }}", mode: "\${{ inputs.mode }}" }
    - run: echo
      shell: bash
`;

  it('are one job of steps', () => {
    const pipeline = pipelineOf(action, {}, 'sign-in/action.yml');
    expect(pipeline).toMatchObject({ kind: 'composite-action', name: 'Sign in', isReusable: true });
    expect(pipeline.inputs).toMatchObject([
      { name: 'client-id', event: 'action', required: true },
      { default: 'fast' },
    ]);
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(['runs']);
    expect(stepOf(pipeline, 1).shell).toBe('bash');
    expect(values(stepOf(pipeline).input('mode')?.value)).toEqual(['fast', '${inputs.mode}']);
    expect(jobOf(pipeline).effectivePermissions.access('id-token')).toBeUndefined();
  });

  it('are followed from a step, with its inputs', () => {
    const text =
      'on: push\npermissions: { id-token: write }\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ./sign-in\n        with: { client-id: abc }\n';
    const target = stepOf(pipelineOf(text, { 'sign-in/action.yml': action })).target;
    expect(target && values(stepOf(target).input('client-id')?.value)).toEqual(['abc']);
    expect(target && values(stepOf(target).input('mode')?.value)).toEqual(['fast']);
    expect(target && jobOf(target).effectivePermissions.access('id-token')).toBe('write');
  });

  it.each(['node20', 'docker'])('are not made of %s actions', (using) => {
    const document = documentOf('x/action.yml', `runs:\n  using: ${using}\n  main: index.js\n`);
    expect(githubPipeline(document, workspaceOf({}))).toBeUndefined();
  });
});

describe('anchors, aliases and merge keys', () => {
  const text = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    env: &common
      A: one
      B: two
    steps: &steps
      - &login
        uses: azure/login@v2
        with: { creds: &creds x }
      - *login
  b:
    runs-on: ubuntu-latest
    env:
      <<: *common
      B: three
      C: *creds
    steps: *steps
  c:
    runs-on: ubuntu-latest
    env: { <<: [*common, { D: four }] }
    steps:
      - <<: *login
        name: merged
`;
  const pipeline = pipelineOf(text);

  it('are followed', () => {
    const env = (job: string) => jobOf(pipeline, job).env.map(({ name, value }) => `${name}=${value.raw}`);
    expect(env('b')).toEqual(['B=three', 'C=x', 'A=one']);
    expect(env('c')).toEqual(['A=one', 'B=two', 'D=four']);
    expect(jobOf(pipeline, 'a').steps.map(({ uses }) => uses?.action)).toEqual(['azure/login', 'azure/login']);
    expect(jobOf(pipeline, 'b').steps).toHaveLength(2);
    expect(stepOf(pipeline, 0, 'c')).toMatchObject({ name: { raw: 'merged' }, uses: { action: 'azure/login' } });
  });

  it('mark the place of use', () => {
    const { source } = pipeline.document;
    const entry = entryOf(jobOf(pipeline, 'b').env, 'C');
    expect(source.slice(entry.range)).toBe('C: *creds');
    expect(source.slice(entry.value.range)).toBe('*creds');
    expect(source.slice(entry.value.rangeOf(0, 1))).toBe('*creds');
  });

  it('end where they contain themselves', () => {
    const cyclic = pipelineOf(
      'on: push\njobs:\n  a: &a\n    env: &e { <<: *e, X: *e }\n    steps: &s [{ parallel: *s }, *a]\n',
    );
    expect(jobOf(cyclic).env.map(({ name }) => name)).toEqual(['X']);
    expect(jobOf(cyclic).steps.length).toBeLessThan(2001);
  });

  it('do not multiply without end', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) =>
        `  x${i}: &x${i}\n    steps: [${i === 0 ? '{ run: a }' : `{ parallel: *p${i - 1} }, { parallel: *p${i - 1} }`}]\n    p: &p${i} [${i === 0 ? '{ run: a }' : `{ parallel: *p${i - 1} }, { parallel: *p${i - 1} }`}]\n`,
    );
    const bomb = pipelineOf(`on: push\njobs:\n${levels.join('')}`);
    for (const job of bomb.jobs) expect(job.steps.length).toBeLessThan(2001);
  });
});

describe('steps that run side by side', () => {
  it('come in order of the file', () => {
    const pipeline = pipelineOf(`on: push
jobs:
  a:
    runs-on: x
    steps:
      - run: first
        background: true
      - parallel:
          - run: second
          - uses: a/b@v1
      - wait: [x]
      - run: last
`);
    expect(
      jobOf(pipeline).steps.map(({ index, run, uses, isBackground }) => [index, run?.raw ?? uses?.raw, isBackground]),
    ).toEqual([
      [0, 'first', true],
      [1, 'second', false],
      [2, 'a/b@v1', false],
      [3, undefined, false],
      [4, 'last', false],
    ]);
  });
});

describe('an environment', () => {
  const environment = (text: string) => {
    const found = jobOf(pipelineOf(`on: push\njobs:\n  a:\n    runs-on: x\n    ${text}\n`)).environment;
    return found && [values(found.name), found.isDeployment];
  };
  it.each([
    ['environment: prod', [['prod'], true]],
    ['environment: { name: prod, deployment: false }', [['prod'], false]],
    ['environment: { url: x }', undefined],
    ['environment:', undefined],
    ["environment: ${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}", [['prod', 'dev'], true]],
  ])('%s', (text, expected) => {
    expect(environment(text)).toEqual(expected);
  });
});

describe('what is no workflow', () => {
  it.each([
    ['docker-compose.yml', 'services: {}\n'],
    ['azure-pipelines.yml', 'trigger: [main]\njobs:\n  - job: a\n'],
    ['empty.yml', ''],
    ['list.yml', '- on: push\n'],
  ])('%s', (path, text) => {
    expect(githubPipeline({ ...documentOf(path, text), kind: 'other' }, workspaceOf({}))).toBeUndefined();
  });
});

describe('half-typed files', () => {
  it.each([
    'on: push\njobs:\n',
    'on: push\njobs:\n  a:\n',
    'on: push\njobs:\n  a:\n    steps:\n      - \n',
    'on: push\njobs:\n  a:\n    steps:\n      - uses\n',
    'on: push\njobs:\n  a:\n    steps:\n      - uses:\n        with:\n          creds: ${{ secrets.\n',
    'on: push\njobs:\n  a:\n    permissions\n    steps: [\n',
    'on:\n  push:\n    branches: [\njobs: {a: {steps: [{run: "x\n',
    'jobs: &j *j',
    'on: *x\njobs:\n  a: *y\n',
    '\ufeffon: push\r\njobs:\r\n\ta:\r\n\t\tsteps:\r\n',
  ])('%j', (text) => {
    const pipeline = pipelineOf(text);
    for (const job of pipeline.jobs) {
      for (const step of job.steps) {
        expect(step.with.flatMap(({ value }) => value.patterns).length).toBe(step.with.length);
      }
      expect(job.effectivePermissions.access('x')).toBeUndefined();
    }
  });

  it('still name what can be made out', () => {
    const step = stepOf(
      pipelineOf(
        'on: push\njobs:\n  a:\n    steps:\n      - uses: a/b@v1\n        with:\n          x: ${{ secrets.A && }}\n',
      ),
    );
    expect(step.input('x')?.value.expressions[0]?.references).toEqual(['secrets.a']);
    expect(values(step.input('x')?.value)).toEqual(['${expression}']);
  });
});

describe('the containers of a job', () => {
  const containersOf = (lines: string) =>
    jobOf(pipelineOf(`on: push\njobs:\n  a:\n    runs-on: x\n${lines}\n    steps: []\n`)).containers.map(
      ({ service, image, credentials }) => [service, image.raw, credentials.map(({ name }) => name)],
    );

  it('are its own and its services, as text or with credentials', () => {
    expect(containersOf('    container: node:22')).toEqual([[undefined, 'node:22', []]]);
    expect(
      containersOf(
        '    container: { image: a, credentials: { username: b, password: c } }\n    services: { d: { image: e }, f: g }',
      ),
    ).toEqual([
      [undefined, 'a', ['username', 'password']],
      ['d', 'e', []],
      ['f', 'g', []],
    ]);
  });

  it('are none where nothing names an image', () => {
    expect(containersOf('    container:\n    services: { d: { credentials: {} }, e: }')).toEqual([]);
  });
});
