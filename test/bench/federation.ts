/**
 * `node test/bench/federation.ts`: subjects and matches of 1,000 jobs against 10,000 credentials, and what hostile
 * patterns cost. Prints milliseconds; asserts nothing.
 */
import fc from 'fast-check';
import { breadth } from '../../src/federation/breadth/breadth.ts';
import { type FederatedCredential, knownCredential } from '../../src/federation/credential.ts';
import { dead } from '../../src/federation/dead/dead.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import { jobSubjects } from '../../src/federation/github-jobs/job-subjects.ts';
import { MatchIndex } from '../../src/federation/match/match-index.ts';
import { matches } from '../../src/federation/match/matches.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { modelOf } from '../../src/model/model.ts';
import { trustOfJob } from '../../src/rules/federation/trust-of-job.ts';
import type { InventoryIdentity, InventoryView } from '../../src/rules/inventory-view.ts';
import { hostilePattern } from '../federation/hostile.ts';
import matrix from '../federation/vectors/match-matrix.json' with { type: 'json' };
import { CONTOSO, firstJob, subjectsOf } from '../federation/workflow.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';
const JOBS = 1_000;
const CREDENTIALS = 10_000;

function flexible(comparand: string): FederatedCredential {
  return knownCredential({
    issuer: ISSUER,
    expression: printExpression([{ claim: 'sub', operator: 'matches', comparand }]),
  });
}

function credential(number: number): FederatedCredential {
  const prefix = `repo:contoso/app-${number % 500}`;
  if (number % 10 === 0) return flexible(`${prefix}:ref:refs/heads/release/*`);
  const context = ['ref:refs/heads/main', 'pull_request', 'environment:prod', `environment:stage-${number}`][
    number % 4
  ];
  return knownCredential({ issuer: ISSUER, subject: `${prefix}:${context}` });
}

function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function print(what: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
  console.log(`${what}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
}

const token = subjectsOf(matrix.jobs.J3);
const questions: Readonly<Record<string, (pattern: FederatedCredential) => unknown>> = {
  breadth: (pattern) => breadth(pattern),
  dead,
  matches: (pattern) => matches(pattern, token),
};
const patterns = fc.sample(hostilePattern, { numRuns: 1_000, seed: 1 }).map(flexible);
for (const [name, ask] of Object.entries(questions)) {
  for (const pattern of patterns) ask(pattern);
  print(
    `${name} of 1,000 hostile patterns`,
    patterns.map((pattern) => {
      const start = milliseconds();
      ask(pattern);
      return milliseconds() - start;
    }),
  );
}

// Last: the index leaves a large heap behind, whose collection would be charged to the patterns.
const jobs = Object.values(matrix.jobs).map((workflow) => firstJob(workflow));
for (let round = 0; round < 2; round++) {
  const start = milliseconds();
  const index = new MatchIndex(Array.from({ length: CREDENTIALS }, (_, key) => [key, credential(key)] as const));
  const indexed = milliseconds();
  let pairs = 0;
  for (let number = 0; number < JOBS; number++) {
    const repository = { ...CONTOSO, name: `app-${number % 500}` };
    const job = jobs[number % jobs.length];
    pairs += index.matching((job && jobSubjects(job, { repository })) ?? []).length;
  }
  const end = milliseconds();
  const label = round === 0 ? 'first' : 'warm';
  console.log(
    `${JOBS} jobs x ${CREDENTIALS} credentials (${label}): ${(end - start).toFixed(0)} ms ` +
      `(index ${(indexed - start).toFixed(0)} ms), ${pairs} pairs match`,
  );
}

// The join as rules and the editor ask for it: what each job presents, whom its login names, and who else trusts it.
const CREDENTIALS_OF_IDENTITY = 10;
const identities = Array.from({ length: CREDENTIALS / CREDENTIALS_OF_IDENTITY }, (_, number): InventoryIdentity => {
  const id = `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;
  return {
    kind: 'application',
    displayName: `deployer-${number}`,
    clientId: id,
    objectId: id,
    credentials: [],
    federatedCredentials: Array.from({ length: CREDENTIALS_OF_IDENTITY }, (_unused, at) => ({
      name: `github-${at}`,
      issuer: ISSUER,
      subject: `repo:contoso/app-${number % 500}:${at === 0 ? 'ref:refs/heads/main' : `environment:stage-${at}`}`,
      audiences: ['api://AzureADTokenExchange'],
    })),
  };
});
const byId = new Map(identities.map((identity) => [identity.clientId, identity]));
const JOBS_OF_WORKFLOW = 10;
const workflows = Array.from({ length: JOBS / JOBS_OF_WORKFLOW }, (_, number) => {
  const jobsOfIt = Array.from({ length: JOBS_OF_WORKFLOW }, (_unused, at) => {
    const { clientId } = identities[number * JOBS_OF_WORKFLOW + at] ?? {};
    const environment = at % 2 === 0 ? '' : `    environment: stage-${at}\n`;
    return `  job-${at}:\n    runs-on: ubuntu-latest\n${environment}    steps:\n      - uses: azure/login@v3\n        with: { client-id: ${clientId}, tenant-id: t, subscription-id: s }\n`;
  });
  return `on: { push: { branches: [main, 'release/**'] }, pull_request: null }\npermissions: { id-token: write }\njobs:\n${jobsOfIt.join('')}`;
});
for (let round = 0; round < 2; round++) {
  const inventory: InventoryView = {
    asOf: '2026-11-22T00:00:00Z',
    tenantId: '00000000-0000-0000-0000-000000000000',
    byClientId: (id) => byId.get(id.toLowerCase()),
    byObjectId: (id) => byId.get(id.toLowerCase()),
    federatedIdentities: () => identities,
  };
  const workspace = new WorkspaceIndex();
  const documents = workflows.map((text, number) =>
    createDocument(`file:///${number}`, `.github/workflows/${number}.yml`, text),
  );
  for (const document of documents) workspace.set(document);
  const start = milliseconds();
  const repository = { fullName: 'contoso/app-1', defaultBranch: 'main' };
  let trusting = 0;
  for (const document of documents) {
    for (const job of modelOf(document, workspace).pipeline?.jobs ?? []) {
      trusting += trustOfJob(job, { workspace, repository, inventory }).trustedBy.length;
    }
  }
  const label = round === 0 ? 'first' : 'warm';
  console.log(
    `trust of ${JOBS} jobs, ${CREDENTIALS} credentials in the tenant (${label}): ` +
      `${(milliseconds() - start).toFixed(0)} ms, ${trusting} verdicts`,
  );
}
