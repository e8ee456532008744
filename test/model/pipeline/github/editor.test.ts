import { describe, expect, it } from 'vitest';
import type { Pipeline } from '../../../../src/model/pipeline/pipeline.ts';
import type { TextEdit } from '../../../../src/text/text-edit.ts';
import { edited, entryOf, jobOf, pipelineOf, stepOf } from './workspace.ts';

const IDS = [
  { name: 'client-id', value: '${{ vars.AZURE_CLIENT_ID }}' },
  { name: 'tenant-id', value: '${{ vars.AZURE_TENANT_ID }}' },
];
const TOKEN = [
  { name: 'id-token', access: 'write' },
  { name: 'contents', access: 'read' },
] as const;

type Edit = (pipeline: Pipeline) => readonly TextEdit[] | undefined;

function workflow(job: string): string {
  return `on: push\njobs:\n  a:\n${job.replace(/^(?=.)/gm, '    ')}`;
}

/** The job's text after an edit, in both line endings. */
function jobAfter(job: string, edit: Edit): string | undefined {
  const text = workflow(job);
  const after = (source: string) => {
    const pipeline = pipelineOf(source);
    return edited(pipeline, edit(pipeline));
  };
  const result = after(text);
  expect(after(text.replaceAll('\n', '\r\n'))).toBe(result?.replaceAll('\n', '\r\n'));
  return result?.replace('on: push\njobs:\n  a:\n', '').replace(/^ {4}/gm, '');
}

const creds: Edit = (pipeline) => pipeline.editor.replaceEntries([entryOf(stepOf(pipeline).with, 'creds')], IDS);

describe('replacing creds by ids', () => {
  it.each([
    [
      'in block style',
      'steps:\n  - uses: azure/login@v2 # pinned\n    with:\n      # service principal\n      creds: ${{ secrets.C }} # json\n      allow-no-subscriptions: true\n  - run: x\n',
      'steps:\n  - uses: azure/login@v2 # pinned\n    with:\n      # service principal\n      client-id: ${{ vars.AZURE_CLIENT_ID }} # json\n      tenant-id: ${{ vars.AZURE_TENANT_ID }}\n      allow-no-subscriptions: true\n  - run: x\n',
    ],
    [
      'in quotes',
      "steps:\n- uses: azure/login@v2\n  with:\n    creds: '${{ secrets.C }}'",
      "steps:\n- uses: azure/login@v2\n  with:\n    client-id: '${{ vars.AZURE_CLIENT_ID }}'\n    tenant-id: '${{ vars.AZURE_TENANT_ID }}'",
    ],
    [
      'in flow style',
      'steps:\n  - { uses: azure/login@v2, with: { creds: "${{ secrets.C }}" } } # c\n',
      'steps:\n  - { uses: azure/login@v2, with: { client-id: "${{ vars.AZURE_CLIENT_ID }}", tenant-id: "${{ vars.AZURE_TENANT_ID }}" } } # c\n',
    ],
    [
      'of a block scalar',
      'steps:\n  - uses: azure/login@v2\n    with:\n      creds: >-\n        ${{ secrets.C }}\n\n  - run: x\n',
      'steps:\n  - uses: azure/login@v2\n    with:\n      client-id: ${{ vars.AZURE_CLIENT_ID }}\n      tenant-id: ${{ vars.AZURE_TENANT_ID }}\n\n  - run: x\n',
    ],
    [
      'in wide indentation',
      'steps:\n    -   uses: azure/login@v2\n        with:\n            creds: ${{ secrets.C }}\n',
      'steps:\n    -   uses: azure/login@v2\n        with:\n            client-id: ${{ vars.AZURE_CLIENT_ID }}\n            tenant-id: ${{ vars.AZURE_TENANT_ID }}\n',
    ],
    [
      'in an anchored step',
      'steps:\n  - &login\n    uses: azure/login@v2\n    with:\n      creds: ${{ secrets.C }}\n  - *login\n',
      'steps:\n  - &login\n    uses: azure/login@v2\n    with:\n      client-id: ${{ vars.AZURE_CLIENT_ID }}\n      tenant-id: ${{ vars.AZURE_TENANT_ID }}\n  - *login\n',
    ],
  ])('%s', (_, job, expected) => {
    expect(jobAfter(job, creds)).toBe(expected);
  });

  it('is refused behind an alias or merge key, or where a name is taken', () => {
    const alias =
      'steps:\n  - &login\n    uses: azure/login@v2\n    with:\n      creds: x\n  - *login\n  - <<: *login\n';
    for (const index of [1, 2]) {
      expect(
        jobAfter(alias, (pipeline) =>
          pipeline.editor.replaceEntries([entryOf(stepOf(pipeline, index).with, 'creds')], IDS),
        ),
      ).toBeUndefined();
    }
    expect(jobAfter('steps:\n  - uses: azure/login@v2\n    with: { creds: x, Client-ID: y }\n', creds)).toBeUndefined();
  });
});

describe('removing an entry', () => {
  const remove: Edit = (pipeline) => pipeline.editor.removeEntry(entryOf(stepOf(pipeline).with, 'creds'));
  it.each([
    [
      'steps:\n  - uses: a/b@v1\n    with:\n      x: 1\n      creds: c # c\n',
      'steps:\n  - uses: a/b@v1\n    with:\n      x: 1\n',
    ],
    [
      'steps:\n  - uses: a/b@v1\n    with:\n      creds: c\n    env:\n      A: 1\n',
      'steps:\n  - uses: a/b@v1\n    env:\n      A: 1\n',
    ],
    ['steps:\n  - uses: a/b@v1\n    with: { creds: c }', 'steps:\n  - uses: a/b@v1'],
    ['steps:\n  - with: { creds: c }\n    uses: a/b@v1\n', 'steps:\n  - uses: a/b@v1\n'],
    ['steps:\n  - { uses: a/b@v1, with: { creds: c } }\n', 'steps:\n  - { uses: a/b@v1 }\n'],
    [
      'env: { X: &x c }\nsteps:\n  - uses: a/b@v1\n    with:\n      creds: *x\n      y: 1\n',
      'env: { X: &x c }\nsteps:\n  - uses: a/b@v1\n    with:\n      y: 1\n',
    ],
  ])('%j', (job, expected) => {
    expect(jobAfter(job, remove)).toBe(expected);
  });
});

it('replaces a value in its quoting, and not behind an alias', () => {
  const replace: Edit = (pipeline) => pipeline.editor.replaceValue(entryOf(stepOf(pipeline).with, 'x').value, 'new');
  expect(jobAfter("steps:\n  - uses: a/b@v1\n    with: { x: 'old' } # c\n", replace)).toBe(
    "steps:\n  - uses: a/b@v1\n    with: { x: 'new' } # c\n",
  );
  expect(jobAfter('env: { X: &x c }\nsteps:\n  - uses: a/b@v1\n    with:\n      x: *x\n', replace)).toBeUndefined();
});

it('replaces one line of a script and nothing else', () => {
  const job = 'steps:\n  - run: |\n      set -e\n      old\n      end\n    shell: bash\n';
  const edit: Edit = ({ editor, jobs }) => {
    const run = jobs[0]?.steps[0]?.run;
    const edits = run && editor.replaceValue(run, run.raw.replace('old', 'new'));
    expect(edits?.map(({ newText }) => newText)).toEqual(['new']);
    return edits;
  };
  expect(jobAfter(job, edit)).toBe(job.replace('old', 'new'));
});

it('renames an entry unless the name is taken', () => {
  const rename =
    (name: string): Edit =>
    (pipeline) =>
      pipeline.editor.renameEntry(entryOf(jobOf(pipeline).env, 'A'), name);
  const job = 'env:\n  "A": 1 # a\n  B: 2\nsteps: []\n';
  expect(jobAfter(job, rename('C'))).toBe('env:\n  "C": 1 # a\n  B: 2\nsteps: []\n');
  expect(jobAfter(job, rename('b'))).toBeUndefined();
});

describe('adding entries', () => {
  const add = [{ name: 'N', value: 'v' }];
  const toStep =
    (mapping: 'with' | 'env'): Edit =>
    (pipeline) =>
      pipeline.editor.addEntries({ step: stepOf(pipeline), mapping }, add);
  const toJob: Edit = (pipeline) => pipeline.editor.addEntries({ job: jobOf(pipeline), mapping: 'env' }, add);

  it.each([
    [
      'steps:\n  - uses: a/b@v1 # c\n    if: x\n',
      'with',
      'steps:\n  - uses: a/b@v1 # c\n    with:\n      N: v\n    if: x\n',
    ],
    [
      'steps:\n  - uses: a/b@v1\n    with:\n      a: 1',
      'with',
      'steps:\n  - uses: a/b@v1\n    with:\n      a: 1\n      N: v',
    ],
    ['steps:\n  - uses: a/b@v1\n    with:\n', 'with', 'steps:\n  - uses: a/b@v1\n    with:\n      N: v\n'],
    ['steps:\n  - uses: a/b@v1\n    with: {}\n', 'with', 'steps:\n  - uses: a/b@v1\n    with:\n      N: v\n'],
    [
      "steps:\n  - uses: a/b@v1\n    with: { a: '1' }\n",
      'with',
      "steps:\n  - uses: a/b@v1\n    with: { a: '1', N: 'v' }\n",
    ],
    [
      'steps:\n  - name: x\n    run: |\n      y\n',
      'env',
      'steps:\n  - name: x\n    env:\n      N: v\n    run: |\n      y\n',
    ],
    ['steps:\n  - run: y\n', 'env', 'steps:\n  - env:\n      N: v\n    run: y\n'],
    [
      'steps:\n  - uses: a/b@v1\n    with:\n      a: 1\n',
      'env',
      'steps:\n  - uses: a/b@v1\n    with:\n      a: 1\n    env:\n      N: v\n',
    ],
    ['steps:\n  - { uses: a/b@v1 }\n', 'with', 'steps:\n  - { uses: a/b@v1, with: { N: v } }\n'],
    ['steps:\n  - uses: a/b@v1\n    with: { n: 1 }\n', 'with', undefined],
  ] as const)('to a step: %j', (job, mapping, expected) => {
    expect(jobAfter(job, toStep(mapping))).toBe(expected);
  });

  it.each([
    ['runs-on: x\nsteps: []\n', 'runs-on: x\nenv:\n  N: v\nsteps: []\n'],
    ['runs-on: x\nenv:\n  A: 1\nsteps: []\n', 'runs-on: x\nenv:\n  A: 1\n  N: v\nsteps: []\n'],
    ['steps: []\nruns-on: x\n', 'env:\n  N: v\nsteps: []\nruns-on: x\n'],
  ])('to a job: %j', (job, expected) => {
    expect(jobAfter(job, toJob)).toBe(expected);
  });

  it('to a workflow', () => {
    const pipeline = pipelineOf('name: x\non: push\n\njobs:\n  a:\n    steps: []\n');
    expect(edited(pipeline, pipeline.editor.addEntries({ mapping: 'env' }, add))).toBe(
      'name: x\non: push\n\nenv:\n  N: v\n\njobs:\n  a:\n    steps: []\n',
    );
  });
});

describe('granting', () => {
  const grant: Edit = (pipeline) => pipeline.editor.grant(jobOf(pipeline), TOKEN);
  it.each([
    [
      'behind runs-on',
      'name: A\nruns-on: ubuntu-latest # pinned\nsteps:\n  - run: x\n',
      'name: A\nruns-on: ubuntu-latest # pinned\npermissions:\n  id-token: write\n  contents: read\nsteps:\n  - run: x\n',
    ],
    [
      'behind the environment',
      'runs-on: x\nenvironment:\n  name: prod\n\nenv:\n  A: 1\nsteps: []\n',
      'runs-on: x\nenvironment:\n  name: prod\npermissions:\n  id-token: write\n  contents: read\n\nenv:\n  A: 1\nsteps: []\n',
    ],
    [
      'before a call',
      'needs: b\nuses: ./.github/workflows/x.yml\n',
      'needs: b\npermissions:\n  id-token: write\n  contents: read\nuses: ./.github/workflows/x.yml\n',
    ],
    [
      'in an existing block',
      'permissions:\n  # to comment\n  issues: write\n  contents: write # push\nsteps: []\n',
      'permissions:\n  # to comment\n  issues: write\n  contents: write # push\n  id-token: write\nsteps: []\n',
    ],
    [
      'more than before',
      'permissions:\n  id-token: none\n  contents: "none"\nsteps: []\n',
      'permissions:\n  id-token: write\n  contents: "read"\nsteps: []\n',
    ],
    [
      'in a flow block',
      'permissions: { contents: read } # few\nsteps: []\n',
      'permissions: { contents: read, id-token: write } # few\nsteps: []\n',
    ],
    [
      'in place of {}',
      'permissions: {}\nsteps: []\n',
      'permissions:\n  id-token: write\n  contents: read\nsteps: []\n',
    ],
    [
      'in place of nothing',
      'permissions: # x\nsteps: []\n',
      'permissions: # x\n  id-token: write\n  contents: read\nsteps: []\n',
    ],
    [
      'in place of read-all',
      'permissions: read-all # all\nsteps: []\n',
      'permissions: # all\n  id-token: write\n  contents: read\nsteps: []\n',
    ],
    ['nothing beyond write-all', 'permissions: write-all\nsteps: []\n', 'permissions: write-all\nsteps: []\n'],
    [
      'at the end of the text',
      'steps: []\nruns-on: x',
      'permissions:\n  id-token: write\n  contents: read\nsteps: []\nruns-on: x',
    ],
  ])('%s', (_, job, expected) => {
    expect(jobAfter(job, grant)).toBe(expected);
    expect(expected && jobAfter(expected, grant)).toBe(expected);
  });

  it('in a flow job', () => {
    const pipeline = pipelineOf('on: push\njobs: { a: { runs-on: x, steps: [] } }\n');
    expect(edited(pipeline, pipeline.editor.grant(jobOf(pipeline), TOKEN))).toBe(
      'on: push\njobs: { a: { runs-on: x, permissions: { id-token: write, contents: read }, steps: [] } }\n',
    );
  });

  it('to the workflow', () => {
    const pipeline = pipelineOf('# top\non:\n  push:\n    branches: [main]\n\njobs:\n  a: { steps: [] }\n');
    expect(edited(pipeline, pipeline.editor.grant(undefined, TOKEN))).toBe(
      '# top\non:\n  push:\n    branches: [main]\n\npermissions:\n  id-token: write\n  contents: read\n\njobs:\n  a: { steps: [] }\n',
    );
  });

  it('in the indentation of the file', () => {
    const pipeline = pipelineOf('on: push\njobs:\n    a:\n        runs-on: x\n        steps: []\n');
    expect(edited(pipeline, pipeline.editor.grant(jobOf(pipeline), TOKEN))).toBe(
      'on: push\njobs:\n    a:\n        runs-on: x\n        permissions:\n            id-token: write\n            contents: read\n        steps: []\n',
    );
  });

  it('is refused for what an alias or an action holds', () => {
    const alias = pipelineOf(
      'on: push\njobs:\n  a: &a\n    runs-on: x\n    steps: []\n  b: *a\n  c:\n    permissions: &p {}\n  d:\n    permissions: *p\n',
    );
    expect(alias.editor.grant(jobOf(alias, 'b'), TOKEN)).toBeUndefined();
    expect(alias.editor.grant(jobOf(alias, 'd'), TOKEN)).toBeUndefined();
    const action = pipelineOf('runs:\n  using: composite\n  steps: []\n', {}, 'x/action.yml');
    expect(action.editor.grant(jobOf(action), TOKEN)).toBeUndefined();
    expect(action.editor.grant(undefined, TOKEN)).toBeUndefined();
  });
});

describe('revoking', () => {
  const revoke: Edit = (pipeline) => {
    const { permissions } = jobOf(pipeline);
    return permissions && pipeline.editor.revoke(permissions, 'id-token');
  };
  it.each([
    [
      'permissions:\n  id-token: write # oidc\n  contents: read\nsteps: []\n',
      'permissions:\n  contents: read\nsteps: []\n',
    ],
    ['permissions: { contents: read, id-token: write }\nsteps: []\n', 'permissions: { contents: read }\nsteps: []\n'],
    ['permissions:\n  id-token: write\nsteps: []\n', 'permissions: {}\nsteps: []\n'],
    ['permissions: { id-token: write } # c\nsteps: []\n', 'permissions: {} # c\nsteps: []\n'],
    ['permissions: { contents: read }\nsteps: []\n', undefined],
    ['permissions: write-all\nsteps: []\n', undefined],
  ])('%j', (job, expected) => {
    expect(jobAfter(job, revoke)).toBe(expected);
  });
});

describe('steps', () => {
  it('get another action', () => {
    const edit: Edit = (pipeline) => {
      const { uses } = stepOf(pipeline);
      return uses && pipeline.editor.replaceUses(uses, 'azure/login@v3');
    };
    expect(jobAfter('steps:\n  - uses: "azure/login@v1" # old\n', edit)).toBe(
      'steps:\n  - uses: "azure/login@v3" # old\n',
    );
  });

  it.each([
    [0, 'steps:\n  # b\n  - uses: c/d@v1 # d\n  - run: |\n      x\n'],
    [1, 'steps:\n  # a\n  - uses: a/b@v1\n    with: { x: 1 }\n  # b\n  - run: |\n      x\n'],
    [2, 'steps:\n  # a\n  - uses: a/b@v1\n    with: { x: 1 }\n  # b\n  - uses: c/d@v1 # d\n'],
  ])('are removed with their lines: %i', (index, expected) => {
    const job =
      'steps:\n  # a\n  - uses: a/b@v1\n    with: { x: 1 }\n  # b\n  - uses: c/d@v1 # d\n  - run: |\n      x\n';
    const result = jobAfter(job, (pipeline) => pipeline.editor.removeStep(stepOf(pipeline, index)));
    expect(result).toBe(index === 0 ? `steps:\n  # a\n${expected.slice('steps:\n'.length)}` : expected);
  });

  it('stay where they are needed', () => {
    expect(
      jobAfter('steps:\n  - run: x\n', (pipeline) => pipeline.editor.removeStep(stepOf(pipeline))),
    ).toBeUndefined();
    const anchored = 'steps:\n  - &a { run: x }\n  - *a\n  - run: y\n';
    for (const index of [0, 1]) {
      expect(jobAfter(anchored, (pipeline) => pipeline.editor.removeStep(stepOf(pipeline, index)))).toBeUndefined();
    }
  });
});

it('refuses what was read from another file', () => {
  const caller = pipelineOf('on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n', {
    '.github/workflows/b.yml':
      'on: workflow_call\njobs:\n  b:\n    runs-on: x\n    steps: [{ uses: a/b@v1, with: { x: 1 } }, { run: y }]\n',
  });
  const target = jobOf(caller).call?.target;
  if (!target) throw new Error('not followed');
  const step = stepOf(target);
  const entry = entryOf(step.with, 'x');
  expect([
    caller.editor.removeEntry(entry),
    caller.editor.replaceValue(entry.value, 'y'),
    caller.editor.renameEntry(entry, 'y'),
    caller.editor.replaceEntries([entry], IDS),
    caller.editor.addEntries({ step, mapping: 'with' }, IDS),
    caller.editor.grant(jobOf(target), TOKEN),
    step.uses && caller.editor.replaceUses(step.uses, 'c/d@v1'),
    caller.editor.removeStep(step),
  ]).toEqual(Array.from({ length: 8 }, () => undefined));
  expect(target.editor.removeStep(step)).toHaveLength(1);
});
