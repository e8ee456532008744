import { describe, expect, it } from 'vitest';
import vectors from './vectors/job-subjects.json' with { type: 'json' };
import { subjectsOf } from './workflow.ts';

interface JobVector {
  readonly id: string;
  readonly workflow: string;
  readonly called?: string;
  readonly defaultBranch?: string;
  readonly templateKeys?: readonly string[];
  readonly subjects: readonly string[];
  readonly jobWorkflowRefs?: readonly string[];
  readonly confidence?: string;
}

describe('jobSubjects', () => {
  for (const { id, workflow, called, ...vector } of vectors.vectors as readonly JobVector[]) {
    it(`${id}: ${vector.subjects.join(', ') || 'no token'}`, () => {
      const { defaultBranch = 'main', templateKeys } = vector;
      const subjects = subjectsOf(workflow, { defaultBranch, templateKeys }, { called });
      expect([...new Set(subjects.map(({ subject }) => subject.display))]).toEqual(vector.subjects);
      expect(subjects.every(({ confidence }) => confidence === (vector.confidence ?? 'certain'))).toBe(true);
      if (!vector.jobWorkflowRefs) return;
      expect([...new Set(subjects.map(({ jobWorkflowRef }) => jobWorkflowRef?.display))]).toEqual(
        vector.jobWorkflowRefs,
      );
    });
  }

  const push =
    'on: { push: { branches: [main] } }\npermissions: { id-token: write }\njobs: { a: { runs-on: x, steps: [] } }\n';
  const displays = (repository: Parameters<typeof subjectsOf>[1]) =>
    subjectsOf(push, repository).map(({ subject, confidence }) => `${subject.display} ${confidence}`);

  it('gives both forms where the repository does not tell which, names first', () => {
    expect(displays({ useImmutableSubject: undefined })).toEqual([
      'repo:contoso/app:ref:refs/heads/main likely',
      'repo:contoso@5544123/app@821093847:ref:refs/heads/main uncertain',
    ]);
  });

  it('gives ids for repositories created since 2026-07-15, names for older ones that say so', () => {
    expect(displays({ useImmutableSubject: undefined, createdAt: '2026-07-16' })).toEqual([
      'repo:contoso@5544123/app@821093847:ref:refs/heads/main certain',
    ]);
    expect(displays({ useImmutableSubject: false, createdAt: '2026-07-16' })).toEqual([
      'repo:contoso/app:ref:refs/heads/main certain',
    ]);
  });

  it('never gives ids on an enterprise server', () => {
    const [subject] = subjectsOf(push, { host: 'git.contoso.example', useImmutableSubject: true });
    expect(subject?.subject.display).toBe('repo:contoso/app:ref:refs/heads/main');
    expect(subject?.issuer).toBe('https://git.contoso.example/_services/token');
  });

  it('takes the prefix that GitHub reports before all else', () => {
    expect(displays({ subjectPrefix: 'repo:contoso@1/app@2', useImmutableSubject: false })).toEqual([
      'repo:contoso@1/app@2:ref:refs/heads/main certain',
    ]);
  });

  it('leaves unknown names and ids open', () => {
    expect(displays({ owner: undefined, name: undefined })).toEqual(['repo:*/*:ref:refs/heads/main certain']);
    expect(displays({ useImmutableSubject: true, ownerId: undefined, repositoryId: undefined })).toEqual([
      'repo:contoso@*/app@*:ref:refs/heads/main certain',
    ]);
  });

  it('gives any branch where the default branch is not known', () => {
    const schedule = push.replace('push: { branches: [main] }', "schedule: [{ cron: '0 4 * * *' }]");
    expect(subjectsOf(schedule, { defaultBranch: undefined }).map(({ confidence }) => confidence)).toEqual(['likely']);
  });
});
