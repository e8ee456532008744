import * as vscode from 'vscode';
import type { TokenSubject } from '../../../federation/token-subject.ts';
import { declaredCredentials, type KnownCredential } from '../../../rules/federation/known-credentials.ts';
import {
  type LoginTrust,
  type TrustSources,
  type TrustVerdict,
  verdictOf,
} from '../../../rules/federation/trust-of-job.ts';
import type { FederatedJob } from './federated-job.ts';

/**
 * Who trusts a job, in a word.
 * - `trusted`, `sometimes`: the identities named accept all, or some, of what it presents
 * - `refused`: the identities named, which it signs in as, accept none of it
 * - `missing`: the tenant has no identity of the client id that it signs in with
 * - `nobody`: no known credential accepts any of it; `open`: values decide that are not known here
 * - `no-token`: it gets none; `unknown`: nothing is known to compare with, or it is too complex
 */
export type TrustState = 'trusted' | 'sometimes' | 'refused' | 'missing' | 'nobody' | 'open' | 'no-token' | 'unknown';

export interface Judgement {
  readonly state: TrustState;
  /** The identities that decide it, for people. */
  readonly identities: readonly string[];
  /** The credentials to show: those that accept it. */
  readonly credentials: readonly KnownCredential[];
}

/** Judges by the identity that the job signs in as where that is known, else by everything that is. */
export function judge(job: FederatedJob, sources: TrustSources): Judgement {
  const { subjects, logins, trustedBy } = job;
  if (!subjects) return { state: 'unknown', identities: [], credentials: [] };
  if (subjects.length === 0) return { state: 'no-token', identities: [], credentials: [] };
  const known = logins.filter((login) => login.identity !== undefined || login.declared.length > 0);
  const [failing] = known.filter(isRefused);
  if (failing && isCertain(failing, sources)) {
    return {
      state: 'refused',
      identities: [nameOf(failing)],
      credentials: trustedBy.map(({ credential }) => credential),
    };
  }
  const own = known.flatMap(({ verdicts }) => verdicts);
  if (own.some(accepts)) return accepted(own.filter(accepts), subjects);
  if (known.length > 0) return { state: 'open', identities: known.map(nameOf), credentials: [] };
  const [unknown] = logins.filter((login) => isMissing(login, sources));
  if (unknown) return { state: 'missing', identities: [unknown.client.id ?? ''], credentials: [] };
  if (trustedBy.length > 0) return accepted(trustedBy, subjects);
  return { state: isAnythingKnown(sources) ? 'nobody' : 'unknown', identities: [], credentials: [] };
}

/** Those that are sure where there are such, as what a person would call the subjects of the job. */
export function likelySubjects(subjects: readonly TokenSubject[]): readonly TokenSubject[] {
  const sure = subjects.filter(({ confidence }) => confidence !== 'uncertain');
  return sure.length > 0 ? sure : subjects;
}

export function accepts({ verdict }: TrustVerdict): boolean {
  return verdict === 'always' || verdict === 'sometimes';
}

/** How people call the identity of a credential; the credential itself where code does not name one. */
export function identityOf({ identity, name }: KnownCredential): string {
  return identity ?? name;
}

/** How people call the identity that a login names. */
export function nameOf({ identity, declared, client }: LoginTrust): string {
  return identity?.displayName ?? declared[0]?.address ?? client.variable ?? client.id ?? vscode.l10n.t('an identity');
}

function accepted(verdicts: readonly TrustVerdict[], subjects: readonly TokenSubject[]): Judgement {
  const credentials = verdicts.map(({ credential }) => credential);
  const isCovered = likelySubjects(subjects).every((subject) =>
    credentials.some((credential) => verdictOf(credential, [subject]).verdict === 'always'),
  );
  return {
    state: isCovered ? 'trusted' : 'sometimes',
    identities: [...new Set(credentials.map(identityOf))],
    credentials,
  };
}

function isRefused({ verdicts }: LoginTrust): boolean {
  return verdicts.every(({ verdict }) => verdict === 'never');
}

/** An inventory that could not be read in full, and code that declares no credential, leave it open. */
function isCertain({ identity, verdicts }: LoginTrust, { inventory }: TrustSources): boolean {
  if (identity) return !inventory?.unread?.has('federated-credentials');
  return verdicts.length > 0;
}

function isMissing({ client }: LoginTrust, { inventory }: TrustSources): boolean {
  const { unread } = inventory ?? {};
  const isWhole = inventory !== undefined && !unread?.has('applications') && !unread?.has('service-principals');
  return isWhole && client.id !== undefined;
}

function isAnythingKnown({ inventory, workspace }: TrustSources): boolean {
  if (inventory) return !inventory.unread?.has('federated-credentials');
  return declaredCredentials(workspace).length > 0;
}
