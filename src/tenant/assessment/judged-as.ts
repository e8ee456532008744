import type { FederatedTrust } from '../model/credential.ts';

/**
 * The judgement of an exact subject does not depend on what owner, repository or project in it are called: one that
 * stands for all alike, so that a hundred thousand credentials need a few judgements. Anything unusual stands for itself.
 */
export function judgedAs(trust: FederatedTrust): FederatedTrust {
  const { issuer, subject } = trust;
  if (subject === undefined || trust.expression !== undefined) return trust;
  for (const { issuers, subjects, as } of ALIKE) {
    if (!issuers.test(issuer) || !subjects.test(subject)) continue;
    const alike = subject.replace(subjects, as);
    return { ...trust, issuer: issuer.replace(GUIDS, NO_GUID), subject: alike };
  }
  return trust;
}

const GUIDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const NO_GUID = '11111111-2222-4333-8444-555555555555';

const PLAIN = '[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?';

interface Alike {
  readonly issuers: RegExp;
  readonly subjects: RegExp;
  readonly as: string;
}

const ALIKE: readonly Alike[] = [
  {
    issuers: /^https:\/\/token\.actions\.githubusercontent\.com$/,
    subjects: new RegExp(`^repo:${PLAIN}/${PLAIN}:(environment:|ref:refs/heads/)${PLAIN}$`),
    as: 'repo:contoso/app:$1main',
  },
  {
    issuers: /^https:\/\/token\.actions\.githubusercontent\.com$/,
    subjects: new RegExp(`^repo:${PLAIN}/${PLAIN}:pull_request$`),
    as: 'repo:contoso/app:pull_request',
  },
  {
    issuers: /^https:\/\/gitlab\.com$/,
    subjects: new RegExp(`^project_path:${PLAIN}/${PLAIN}:ref_type:branch:ref:${PLAIN}$`),
    as: 'project_path:contoso/app:ref_type:branch:ref:main',
  },
  {
    issuers: /^https:\/\/vstoken\.dev\.azure\.com\/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/,
    subjects: new RegExp(`^sc://${PLAIN}/${PLAIN}/${PLAIN}$`),
    as: 'sc://contoso/app/production',
  },
  {
    issuers: /^https:\/\/[a-z0-9]+\.oic\.prod-aks\.azure\.com\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/$/,
    // Names with a meaning of their own stand for themselves.
    subjects:
      /^system:serviceaccount:(?![^:]*(?:default|system|kube|gatekeeper|azure))[a-z0-9]+(?:-[a-z0-9]+)*:(?!.*default)[a-z0-9]+(?:-[a-z0-9]+)*$/,
    as: 'system:serviceaccount:payments:payments-api',
  },
];
