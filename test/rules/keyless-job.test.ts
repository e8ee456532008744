import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { clientSecret } from '../../src/rules/client-secret.ts';
import { type Finding, inShort } from '../../src/rules/finding.ts';
import { applyEdits } from '../../src/text/text-edit.ts';

const HEAD = 'on: { push: { branches: [main] } }\n';

const LOGIN = `      - uses: azure/login@v3
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
`;

const TERRAFORM = `      - run: terraform apply
        env:
          ARM_CLIENT_SECRET: \${{ secrets.ARM_CLIENT_SECRET }}
`;

const EXPORT = `      - run: export ARM_CLIENT_SECRET="\${{ secrets.ARM_CLIENT_SECRET }}"
`;

function job(id: string, steps: string): string {
  return `  ${id}:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
}

function findingsOf(text: string, others: Readonly<Record<string, string>> = {}): readonly Finding[] {
  const workspace = new WorkspaceIndex();
  const path = '.github/workflows/deploy.yml';
  for (const [name, content] of Object.entries({ ...others, [path]: text })) {
    workspace.set(createDocument(`file:///${name}`, name, content));
  }
  const document = workspace.get(path);
  if (!document) throw new Error('The workspace lost its document.');
  const configuration = {
    ignore: [],
    failOn: undefined,
    rules: {},
    repository: { fullName: 'contoso/payments', defaultBranch: 'main' },
  };
  return lint(document, workspace, { now: new Date(0), rules: [clientSecret], configuration }).findings;
}

function titlesOf(text: string, others: Readonly<Record<string, string>> = {}): readonly (readonly string[])[] {
  return findingsOf(text, others).map(({ fixes }) => fixes.map(({ title }) => title));
}

const ONE_LOGIN = 'Log in with OIDC instead of the secret AZURE_CREDENTIALS';
const ONE_VARIABLE = 'Replace ARM_CLIENT_SECRET by ARM_USE_OIDC';

describe('the fix of a whole job', () => {
  it('comes first on each finding, before its own', () => {
    expect(titlesOf(`${HEAD}jobs:\n${job('deploy', LOGIN + TERRAFORM)}${job('test', LOGIN)}`)).toEqual([
      ['Make the job "deploy" keyless: 2 places', ONE_LOGIN],
      ['Make the job "deploy" keyless: 2 places', ONE_VARIABLE],
      [ONE_LOGIN],
    ]);
  });

  it('writes the permission once, and leaves no finding', () => {
    const text = `${HEAD}jobs:\n${job('deploy', LOGIN + TERRAFORM)}`;
    const [finding] = findingsOf(text);
    const fixed = applyEdits(text, finding?.fixes[0]?.edits[0]?.edits ?? []);
    expect(fixed.match(/id-token: write/g)).toHaveLength(1);
    expect(findingsOf(fixed)).toEqual([]);
  });

  it('names each thing that is left to do once, the deletion last', () => {
    const [finding] = findingsOf(`${HEAD}jobs:\n${job('deploy', TERRAFORM + LOGIN)}`);
    const [fix] = finding?.fixes ?? [];
    expect({ safety: fix?.safety, followUps: fix?.followUps.map(inShort) }).toEqual({
      safety: 'needs-review',
      followUps: [
        'Create a federated credential on the application or user-assigned identity: issuer `https://token.actions.githubusercontent.com`, subject `repo:contoso/payments:ref:refs/heads/main`, audience `api://AzureADTokenExchange`.',
        'Set the variables AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_SUBSCRIPTION_ID in the settings of the repository or environment. They are no secret.',
        'After the first run that succeeds, delete ARM_CLIENT_SECRET from GitHub and the client secret from the application.',
        'After the first run that succeeds, delete AZURE_CREDENTIALS from GitHub and the client secret from the application.',
      ],
    });
  });

  it('takes the environment of the workflow along where the job is the only one', () => {
    const env = `env:\n  ARM_CLIENT_SECRET: \${{ secrets.ARM_CLIENT_SECRET }}\n`;
    const deploy = job('deploy', `${LOGIN}      - run: terraform apply\n`);
    expect(titlesOf(`${HEAD}${env}jobs:\n${deploy}`)).toEqual([
      ['Make the job "deploy" keyless: 2 places', ONE_VARIABLE],
      ['Make the job "deploy" keyless: 2 places', ONE_LOGIN],
    ]);
    expect(titlesOf(`${HEAD}${env}jobs:\n${deploy}${job('test', LOGIN + LOGIN)}`)).toEqual([
      [ONE_VARIABLE],
      [ONE_LOGIN],
      [ONE_LOGIN],
      [ONE_LOGIN],
    ]);
  });

  it('is missing where a finding of the job has no fix', () => {
    expect(titlesOf(`${HEAD}jobs:\n${job('deploy', LOGIN + TERRAFORM + EXPORT)}`)).toEqual([
      [ONE_LOGIN],
      [ONE_VARIABLE],
      [],
    ]);
  });

  it.each([
    ['beside ids', LOGIN.replace('creds:', `client-id: \${{ vars.AZURE_CLIENT_ID }}\n          creds:`)],
    ['beside OIDC', `${TERRAFORM}          ARM_USE_OIDC: true\n`],
    ['in the text', TERRAFORM.replace(/\$\{\{.*\}\}/, 'q8fWm2Zr~xT5')],
  ])('is missing where the job keeps a secret that another rule reports: one %s', (_, step) => {
    expect(titlesOf(`${HEAD}jobs:\n${job('deploy', LOGIN + TERRAFORM + step)}`)).toEqual([[ONE_LOGIN], [ONE_VARIABLE]]);
  });

  it('is missing where two fixes write into the same mapping', () => {
    const both = `${TERRAFORM}          ARM_CLIENT_SECRET_FILE_PATH: \${{ secrets.ARM_FILE }}\n`;
    expect(titlesOf(`${HEAD}jobs:\n${job('deploy', both)}`)).toEqual([
      [ONE_VARIABLE],
      ['Replace ARM_CLIENT_SECRET_FILE_PATH by ARM_USE_OIDC'],
    ]);
  });

  it('is missing where two fixes write different logins at one place', () => {
    const login = (id: string) => `          az login --service-principal -u ${id} -p "$KEY" -t "$TENANT"\n`;
    const ids = ['a', 'b'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
    const script = `      - run: |\n          echo start\n${ids.map(login).join('')}          az group list\n`;
    const one = 'Log in with azure/login and OIDC instead';
    expect(titlesOf(`${HEAD}jobs:\n${job('deploy', script)}`)).toEqual([[one], [one]]);
  });

  it('is missing where a fix reaches into another file', () => {
    const action = `inputs:
  creds:
    description: Service principal
    required: true
runs:
  using: composite
  steps:
    - uses: azure/login@v3
      with:
        creds: \${{ inputs.creds }}
`;
    const session = `      - uses: ./.github/actions/session
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
`;
    const titles = titlesOf(`${HEAD}jobs:\n${job('deploy', session + TERRAFORM)}`, {
      '.github/actions/session/action.yml': action,
    });
    expect(titles).toEqual([['Pass ids to session instead of creds, and log in with OIDC'], [ONE_VARIABLE]]);
  });

  it('is missing in jobs that a program made', () => {
    const titles = titlesOf(`${HEAD}jobs:\n${job('deploy', LOGIN.repeat(51))}`);
    expect(titles).toHaveLength(51);
    expect(new Set(titles.flat())).toEqual(new Set([ONE_LOGIN]));
  });
});
