import type { FederatedCredential } from '../../federation/credential.ts';
import type { RepositoryFacts } from '../rule.ts';
import { ownSubject } from './own-repository.ts';

/** A credential for this repository in the form of subject that the repository does not present. */
export interface OtherForm {
  readonly subject: string;
  /** What the credential holds. */
  readonly form: 'names' | 'ids';
  /** The same subject as the repository presents it; undefined where the ids are not known. */
  readonly right: string | undefined;
}

/** Undefined where the form is right, or nothing tells which one the repository presents. */
export function otherForm(credential: FederatedCredential, facts: RepositoryFacts): OtherForm | undefined {
  const { fullName, ownerId, repositoryId, useImmutableSubject } = facts;
  const subject = useImmutableSubject === undefined ? undefined : ownSubject(credential, facts);
  const context = subject?.slice(subject.indexOf(':', 'repo:'.length));
  const [owner, name] = fullName?.split('/') ?? [];
  if (subject === undefined || owner === undefined || name === undefined) return undefined;
  const form = /^repo:[^:]*@/u.test(subject) ? 'ids' : 'names';
  if ((form === 'ids') === useImmutableSubject) return undefined;
  if (form === 'ids') return { subject, form, right: `repo:${owner}/${name}${context}` };
  const areKnown = ownerId !== undefined && repositoryId !== undefined;
  return { subject, form, right: areKnown ? `repo:${owner}@${ownerId}/${name}@${repositoryId}${context}` : undefined };
}
