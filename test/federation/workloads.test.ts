import { describe, expect, it } from 'vitest';
import { knownCredential } from '../../src/federation/credential.ts';
import { type GitLabProject, gitlabJobSubjects } from '../../src/federation/gitlab-jobs/job-subjects.ts';
import { matches } from '../../src/federation/match/matches.ts';
import { serviceAccountSubjects } from '../../src/federation/workloads/service-account.ts';
import { serviceConnectionSubjects } from '../../src/federation/workloads/service-connection.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { modelOf } from '../../src/model/model.ts';

const AUDIENCE = 'api://AzureADTokenExchange';
const PROJECT: GitLabProject = { path: 'contoso/web/app', id: undefined, host: 'gitlab.com' };

function gitlabSubjects(text: string, project: Partial<GitLabProject> = {}) {
  const workspace = new WorkspaceIndex();
  const document = createDocument('file:///ci', '.gitlab-ci.yml', text);
  workspace.set(document);
  const job = modelOf(document, workspace).pipeline?.jobs[0];
  if (!job) throw new Error('no job');
  return gitlabJobSubjects(job, { ...PROJECT, ...project });
}

describe('gitlabJobSubjects', () => {
  const job = `deploy:\n  id_tokens: { AZURE: { aud: "${AUDIENCE}" } }\n  script: [az login]\n`;
  const verdict = (subject: string, project: Partial<GitLabProject> = {}, audience = AUDIENCE) =>
    matches(knownCredential({ issuer: 'https://gitlab.com', subject, audience }), gitlabSubjects(job, project));

  it('gives branches and tags of the project', () => {
    expect(verdict('project_path:contoso/web/app:ref_type:branch:ref:main')?.verdict).toBe('sometimes');
    expect(verdict('project_path:contoso/web/app:ref_type:tag:ref:v1')?.verdict).toBe('sometimes');
    expect(verdict('project_path:contoso/other:ref_type:branch:ref:main')?.verdict).toBe('never');
    expect(verdict('project_path:contoso/web/app:ref_type:branch:ref:refs/heads/main')?.verdict).toBe('never');
  });

  it('gives the form with an id only where the id is known, and marks it uncertain', () => {
    expect(verdict('project_id:42:ref_type:branch:ref:main')?.verdict).toBe('never');
    expect(verdict('project_id:42:ref_type:branch:ref:main', { id: 42 })?.verdict).toBe('sometimes');
    const confidences = gitlabSubjects(job, { id: 42 }).map(({ confidence }) => confidence);
    expect(confidences).toEqual(['likely', 'likely', 'uncertain', 'uncertain']);
  });

  it('leaves an unknown project open, in any subgroup', () => {
    const open = { path: undefined };
    expect(verdict('project_path:a/b/c/d:ref_type:branch:ref:main', open)?.verdict).toBe('sometimes');
    expect(verdict('project_path:a:ref_type:branch:ref:main', open)?.verdict).toBe('never');
  });

  it('asks for the audiences that the job names', () => {
    const other = verdict('project_path:contoso/web/app:ref_type:branch:ref:main', {}, 'https://contoso.com');
    expect(other?.cause?.id).toBe('audience');
    const two = gitlabSubjects('a:\n  id_tokens: { A: { aud: [x, y] }, B: { aud: x } }\n  script: [ls]\n');
    expect([...new Set(two.map(({ audience }) => audience))]).toEqual(['x', 'y']);
  });

  it('gives nothing to a job that asks for no token', () => {
    expect(gitlabSubjects('a:\n  script: [ls]\n')).toEqual([]);
  });
});

describe('serviceConnectionSubjects', () => {
  it('gives both issuers, with what is not known left open', () => {
    const subjects = serviceConnectionSubjects({ name: 'prod' });
    expect(subjects.map(({ issuer, subject }) => [issuer, subject.display])).toEqual([
      [
        'https://login.microsoftonline.com/<tenant id>/v2.0',
        '/eid1/c/pub/t/<tenant>/a/rISbSSETf0KqFyZ8ppdXmA/sc/<organization id>/<service connection id>',
      ],
      ['https://vstoken.dev.azure.com/<organization id>', 'sc://<organization>/<project>/prod'],
    ]);
  });

  it('matches the credential of a connection whose organization is known', () => {
    const connection = { name: 'prod', organization: 'contoso', organizationId: 'f1', project: 'shop' };
    const verdict = (subject: string) =>
      matches(
        knownCredential({ issuer: 'https://vstoken.dev.azure.com/f1', subject }),
        serviceConnectionSubjects(connection).slice(1),
      )?.verdict;
    expect(verdict('sc://contoso/shop/prod')).toBe('always');
    expect(verdict('sc://contoso/shop/test')).toBe('never');
  });

  it('never matches while the issuer is a placeholder', () => {
    const credential = knownCredential({ issuer: 'https://vstoken.dev.azure.com/f1', subject: 'sc://a/b/prod' });
    expect(matches(credential, serviceConnectionSubjects({ name: 'prod' }))?.verdict).toBe('never');
  });
});

describe('serviceAccountSubjects', () => {
  const issuer = 'https://westeurope.oic.prod-aks.azure.com/t/c/';
  const verdict = (subject: string, namespace: string | undefined) =>
    matches(knownCredential({ issuer, subject }), serviceAccountSubjects({ name: 'api', namespace, issuer }))?.verdict;

  it('names namespace and account', () => {
    expect(verdict('system:serviceaccount:shop:api', 'shop')).toBe('always');
    expect(verdict('system:serviceaccount:default:api', 'shop')).toBe('never');
  });

  it('leaves a namespace open that the manifest does not name', () => {
    expect(verdict('system:serviceaccount:shop:api', undefined)).toBe('sometimes');
    expect(verdict('system:serviceaccount:shop:web', undefined)).toBe('never');
    expect(serviceAccountSubjects({ name: 'api', namespace: undefined })[0]?.confidence).toBe('likely');
  });
});
