import { UsageError } from './io.ts';
import { oneOf, type Parsed, parse, textOf } from './options.ts';

export interface SubjectsArguments {
  readonly command: 'subjects';
  /** One file; undefined for the whole workspace. */
  readonly file: string | undefined;
  /** `owner/name`. */
  readonly repository: string | undefined;
  readonly ownerId: number | undefined;
  readonly repositoryId: number | undefined;
  readonly format: 'text' | 'json';
}

/** Exactly one of `subject` and `expression` is there. */
export interface CredentialParts {
  readonly issuer: string;
  readonly subject: string | undefined;
  readonly expression: string | undefined;
}

export interface CredentialArguments extends CredentialParts {
  readonly command: 'credential';
  readonly audience: string | undefined;
  readonly format: 'text' | 'json';
}

export interface MatchArguments extends CredentialParts {
  readonly command: 'match';
  /** Of the credential. */
  readonly audience: string | undefined;
  /** Undefined where it is the one that the credential means. */
  readonly tokenIssuer: string | undefined;
  readonly tokenAudience: string | undefined;
  readonly tokenSubject: string;
  readonly jobWorkflowRef: string | undefined;
  readonly format: 'text' | 'json';
}

const TEXT = { type: 'string' } as const;
const CREDENTIAL_OPTIONS = { issuer: TEXT, subject: TEXT, expression: TEXT, format: TEXT };

/** @throws UsageError */
export function parseSubjects(args: readonly string[]): SubjectsArguments {
  const options = { repository: TEXT, 'owner-id': TEXT, 'repository-id': TEXT, format: TEXT };
  const parsed = parse(args, options, 1);
  const repository = textOf(parsed, 'repository');
  if (repository !== undefined && !/^[^/\s]+(?:\/[^/\s]+)+$/u.test(repository)) {
    throw new UsageError('--repository must be OWNER/NAME.');
  }
  return {
    command: 'subjects',
    file: parsed.positionals[0],
    repository,
    ownerId: idOf(parsed, 'owner-id'),
    repositoryId: idOf(parsed, 'repository-id'),
    format: formatOf(parsed),
  };
}

/** @throws UsageError */
export function parseCredential(args: readonly string[]): CredentialArguments {
  const parsed = parse(args, { ...CREDENTIAL_OPTIONS, audience: TEXT }, 0);
  return {
    command: 'credential',
    ...credentialParts(parsed),
    audience: textOf(parsed, 'audience'),
    format: formatOf(parsed),
  };
}

/** @throws UsageError */
export function parseMatch(args: readonly string[]): MatchArguments {
  const options = {
    ...CREDENTIAL_OPTIONS,
    audience: TEXT,
    'token-subject': TEXT,
    'token-issuer': TEXT,
    'token-audience': TEXT,
    'job-workflow-ref': TEXT,
  };
  const parsed = parse(args, options, 0);
  return {
    command: 'match',
    ...credentialParts(parsed),
    audience: textOf(parsed, 'audience'),
    tokenIssuer: textOf(parsed, 'token-issuer'),
    tokenAudience: textOf(parsed, 'token-audience'),
    tokenSubject: required(parsed, 'token-subject'),
    jobWorkflowRef: textOf(parsed, 'job-workflow-ref'),
    format: formatOf(parsed),
  };
}

function credentialParts(parsed: Parsed): CredentialParts {
  const subject = textOf(parsed, 'subject');
  const expression = textOf(parsed, 'expression');
  if ((subject === undefined) === (expression === undefined)) {
    throw new UsageError('Give either --subject or --expression.');
  }
  return { issuer: required(parsed, 'issuer'), subject, expression };
}

function required(parsed: Parsed, name: string): string {
  const value = textOf(parsed, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

function idOf(parsed: Parsed, name: string): number | undefined {
  const value = textOf(parsed, name);
  if (value === undefined) return undefined;
  if (!/^[1-9][0-9]{0,14}$/u.test(value)) throw new UsageError(`--${name} must be a number.`);
  return Number(value);
}

function formatOf(parsed: Parsed): 'text' | 'json' {
  return oneOf('format', textOf(parsed, 'format'), ['text', 'json']) ?? 'text';
}
