import { existsSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { SUBJECT_CONFIDENCES, type TokenSubject } from '../federation/token-subject.ts';
import { matchesPath } from '../lint/configuration.ts';
import type { DocumentKind, SourceDocument } from '../model/document.ts';
import { runsOnGithub } from '../model/document-kind.ts';
import { type Workload, workloadsIn } from '../rules/federation/workloads.ts';
import type { RepositoryFacts } from '../rules/rule.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import type { SubjectsArguments } from './federation-arguments.ts';
import { rootOf } from './find-files.ts';
import { gitFacts } from './git-remote.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { jsonText } from './json-text.ts';
import { readConfiguration } from './read-configuration.ts';

const KINDS: readonly DocumentKind[] = ['github-workflow', 'gitlab-ci', 'azure-pipelines', 'kubernetes'];

interface FileWorkloads {
  readonly document: SourceDocument;
  readonly workloads: readonly Workload[];
}

/** `keyless subjects`. @throws UsageError for a file that does not exist or has no workloads to speak of */
export function subjectsCommand(args: SubjectsArguments, io: CliIo): ExitCode {
  const file = args.file === undefined ? undefined : resolve(io.cwd, args.file);
  if (file !== undefined && !(existsSync(file) && statSync(file).isFile())) {
    throw new UsageError(`There is no file ${args.file}.`);
  }
  const workspace = new DiskWorkspace(rootOf(file ?? io.cwd, io.cwd));
  const { configuration } = readConfiguration(workspace, undefined);
  const facts = factsOf(args, configuration.repository, workspace.root);
  const documents = file === undefined ? allDocuments(workspace) : [documentOf(workspace, file)];
  const files = documents
    .filter(({ path }) => file !== undefined || !matchesPath(configuration.ignore, path))
    .map((document) => {
      const workloads = workloadsIn(document, workspace, factsFor(document, facts, args));
      // In a whole workspace most jobs get no token: they are not what was asked for.
      return { document, workloads: workloads.filter(({ subjects }) => file !== undefined || subjects?.length !== 0) };
    });
  io.out.write(args.format === 'json' ? jsonOf(files, facts) : textOf(files));
  return 0;
}

function allDocuments(workspace: DiskWorkspace): readonly SourceDocument[] {
  return KINDS.flatMap((kind) => workspace.ofKind(kind))
    .filter(({ kind, path }) => kind !== 'github-workflow' || runsOnGithub(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function documentOf(workspace: DiskWorkspace, file: string): SourceDocument {
  const path = relative(workspace.root, file).split(sep).join('/');
  const document = workspace.get(path);
  if (!document || !KINDS.includes(document.kind)) {
    throw new UsageError(`${path} is no workflow, pipeline or Kubernetes manifest that Keyless can read.`);
  }
  return document;
}

/** The command line first, then keyless.yaml, then what git says of the clone. */
function factsOf(args: SubjectsArguments, configured: RepositoryFacts, root: string): RepositoryFacts {
  const isNamed = args.repository !== undefined || configured.fullName !== undefined;
  const git = isNamed ? {} : gitFacts(root);
  // Ids belong to the repository they are configured for.
  const { ownerId, repositoryId, ...rest } = configured;
  const isOther = args.repository !== undefined && args.repository !== configured.fullName;
  return {
    ...git,
    ...(isOther ? rest : configured),
    ...(args.repository === undefined ? {} : { fullName: args.repository }),
    ...(args.ownerId === undefined ? {} : { ownerId: args.ownerId }),
    ...(args.repositoryId === undefined ? {} : { repositoryId: args.repositoryId }),
  };
}

/** A project that is named for pipelines of GitLab is one of GitLab, where no host says otherwise. */
function factsFor(
  { kind }: SourceDocument,
  facts: RepositoryFacts,
  { repository }: SubjectsArguments,
): RepositoryFacts {
  const isNamed = kind === 'gitlab-ci' && repository !== undefined && facts.host === undefined;
  return isNamed ? { ...facts, host: 'gitlab.com' } : facts;
}

function jsonOf(files: readonly FileWorkloads[], facts: RepositoryFacts): string {
  return jsonText({
    repository: {
      fullName: facts.fullName ?? null,
      host: facts.host ?? null,
      ownerId: facts.ownerId ?? null,
      repositoryId: facts.repositoryId ?? null,
      defaultBranch: facts.defaultBranch ?? null,
    },
    workloads: files.flatMap(({ document, workloads }) =>
      workloads.map(({ kind, platform, name, range, subjects }) => ({
        path: document.path,
        line: document.source.positionAt(range.start).line + 1,
        kind,
        platform,
        name,
        subjects: subjects?.map(jsonOfSubject) ?? null,
      })),
    ),
  });
}

function jsonOfSubject({ issuer, subject, jobWorkflowRef, audience, confidence, origin }: TokenSubject) {
  return {
    issuer,
    subject: subject.display,
    jobWorkflowRef: jobWorkflowRef?.display ?? null,
    audience: audience ?? null,
    confidence,
    origin,
  };
}

function textOf(files: readonly FileWorkloads[]): string {
  const lines: string[] = [];
  for (const { document, workloads } of files) {
    for (const { range, kind, name, subjects } of workloads) {
      const line = document.source.positionAt(range.start).line + 1;
      lines.push(`${document.path}:${line}  ${kind.replace('-', ' ')} ${name}`);
      if (!subjects) lines.push('  its filters are too complex to decide');
      else if (subjects.length === 0)
        lines.push('  gets no token: `id-token: write` is not granted, or nothing starts it');
      for (const issuer of new Set(subjects?.map((one) => one.issuer))) {
        lines.push(`  issuer ${issuer}`, ...subjectLines(subjects?.filter((one) => one.issuer === issuer) ?? []));
      }
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'Nothing here can present a token.\n';
}

/** Every subject once, with all that leads to it, as sure as the surest way. */
function subjectLines(subjects: readonly TokenSubject[]): readonly string[] {
  const surestFirst = [...subjects].sort(
    (a, b) => SUBJECT_CONFIDENCES.indexOf(a.confidence) - SUBJECT_CONFIDENCES.indexOf(b.confidence),
  );
  return [...new Set(surestFirst.map(({ subject }) => subject.display))].map((display) => {
    const same = surestFirst.filter(({ subject }) => subject.display === display);
    const origins = [...new Set(same.flatMap(({ origin }) => origin.split(', ')))].join(', ');
    return `    ${display}  (${same[0]?.confidence}; ${origins})`;
  });
}
