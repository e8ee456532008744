import { expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { clientSecret } from '../../src/rules/client-secret.ts';
import { inShort } from '../../src/rules/finding.ts';
import type { RepositoryFacts } from '../../src/rules/rule.ts';

/** The follow-ups of a login with a secret in a GitLab job. */
function followUps(repository: RepositoryFacts): readonly string[] {
  const text = 'deploy:\n  script:\n    - az login --service-principal -u $ID -p $AZURE_CLIENT_SECRET -t $TENANT\n';
  const workspace = new WorkspaceIndex();
  const document = createDocument('file:///.gitlab-ci.yml', '.gitlab-ci.yml', text);
  workspace.set(document);
  const configuration = { ignore: [], failOn: undefined, rules: {}, repository };
  const { findings } = lint(document, workspace, { now: new Date(0), rules: [clientSecret], configuration });
  return findings[0]?.fixes[0]?.followUps ?? [];
}

it('names issuer, subject and audience of a GitLab job, and what to delete', () => {
  const all = followUps({ host: 'gitlab.contoso.com', fullName: 'payments/api', defaultBranch: 'main' });
  expect(all.map(inShort)).toEqual([
    'Create a federated credential on the application or user-assigned identity: issuer `https://gitlab.contoso.com` (the address of your GitLab), subject `project_path:payments/api:ref_type:branch:ref:main` for each branch it runs on, audience `api://AzureADTokenExchange`.',
    'After the first run that succeeds, delete AZURE_CLIENT_SECRET from the CI/CD variables of GitLab and the client secret from the application.',
  ]);
});

it('leaves gaps for what is not known, and does not take a repository on GitHub for the project', () => {
  const [credential] = followUps({ host: 'github.com', fullName: 'contoso/payments' });
  expect(credential).toContain('issuer `https://gitlab.com`');
  expect(credential).toContain('`project_path:<group>/<project>:ref_type:branch:ref:<branch>`');
});
