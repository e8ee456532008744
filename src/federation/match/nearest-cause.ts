import { dead } from '../dead/dead.ts';
import type { SubjectForm } from '../issuers/platform.ts';
import { type KnownIssuer, platformOfIssuer } from '../issuers/registry.ts';
import { formAutomaton, subjectForms } from '../issuers/subjects.ts';
import { type Automaton, compile, ignoringCase } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { isIncluded } from '../pattern-set/inclusion.ts';
import { shortestCommon } from '../pattern-set/intersection.ts';
import { ANY_STRING, sequence, text } from '../pattern-set/language.ts';
import { automatonOf } from '../subject-set.ts';
import type { TokenSubject } from '../token-subject.ts';
import type { PreparedCredential } from './prepared-credential.ts';
import type { MatchCause, MatchCauseId } from './verdict.ts';

/** The nearest difference, in the order in which a person would look for it. */
export function nearestCause(
  prepared: PreparedCredential,
  subjects: readonly TokenSubject[],
  budget: Budget,
): MatchCause {
  if (prepared.refusal !== undefined) return cause('refused', `Entra refuses the expression. ${prepared.refusal}`);
  if (subjects.length === 0) return cause('no-token', 'The workload gets no token at all.');
  const sameIssuer = subjects.filter(({ issuer }) => issuer === prepared.issuer);
  if (sameIssuer.length === 0) return issuerCause(prepared, subjects);
  const sameAudience = sameIssuer.filter(
    ({ audience }) => audience === undefined || prepared.audience === undefined || audience === prepared.audience,
  );
  const [first] = sameAudience;
  if (!first) {
    return cause('audience', `The token is for ${sameIssuer[0]?.audience}, the credential for ${prepared.audience}.`);
  }
  const credential = prepared.subject ?? compile(ANY_STRING);
  const presented = sameAudience.map(({ subject }) => automatonOf(subject));
  const meets = (a: Automaton, b: Automaton) => shortestCommon(a, b, budget) !== undefined;
  if (presented.some((token) => meets(credential, token))) {
    return cause('job-workflow-ref', 'The subject matches, but another workflow file or ref runs than the one named.');
  }
  const folded = ignoringCase(credential);
  if (presented.some((token) => meets(folded, token))) {
    return cause('case', 'Only upper and lower case differ, which counts (AADSTS7002138).');
  }
  const issuer = platformOfIssuer(prepared.issuer);
  return (
    (issuer && formCause(issuer, credential, presented, budget)) ??
    deadCause(prepared) ??
    cause('value', `The workload presents ${first.subject.display}.`)
  );
}

function issuerCause(prepared: PreparedCredential, [first]: readonly TokenSubject[]): MatchCause {
  const token = first?.issuer ?? '';
  if (`${token}/` === prepared.issuer || token === `${prepared.issuer}/`) {
    return cause('issuer-trailing-slash', 'The issuers differ only in a slash at the end.');
  }
  return cause('issuer', `The token's issuer is ${token}.`);
}

function deadCause({ credential }: PreparedCredential): MatchCause | undefined {
  const [reason] = dead(credential);
  return reason && cause('dead', reason.explanation);
}

function cause(id: MatchCauseId, explanation: string): MatchCause {
  return { id, explanation };
}

/** Compares which forms of subject both sides can have: `name/branch` against `id/environment`. */
function formCause(
  issuer: KnownIssuer,
  credential: Automaton,
  presented: readonly Automaton[],
  budget: Budget,
): MatchCause | undefined {
  const meets = (a: Automaton, b: Automaton) => shortestCommon(a, b, budget) !== undefined;
  const forms = subjectForms(issuer).map((form) => ({ form, automaton: formAutomaton(issuer.platform, form, true) }));
  const wanted = forms.filter(({ automaton }) => meets(credential, automaton)).map(({ form }) => form);
  if (wanted.length === 0) return undefined;
  const given = forms
    .filter(({ automaton }) => presented.some((token) => meets(token, automaton)))
    .map(({ form }) => form);
  if (given.length === 0) return cause('template', 'The workload presents a customised subject.');
  return differingPrefix(wanted, given) ?? differingContext(wanted, given) ?? mergeQueueCause(presented, budget);
}

/** The forms' ids are `<prefix>/<context>`. */
function partOf({ id }: SubjectForm, index: 0 | 1): string {
  return id.split('/')[index] ?? '';
}

function differingPrefix(wanted: readonly SubjectForm[], given: readonly SubjectForm[]): MatchCause | undefined {
  const prefixes = new Set(given.map((form) => partOf(form, 0)));
  if (wanted.some((form) => prefixes.has(partOf(form, 0)))) return undefined;
  return prefixes.has('id')
    ? cause('id-form', 'The workload presents ids, the credential names.')
    : cause('name-form', 'The workload presents names, the credential ids.');
}

function differingContext(wanted: readonly SubjectForm[], given: readonly SubjectForm[]): MatchCause | undefined {
  const asked = new Set(wanted.map((form) => partOf(form, 1)));
  const found = new Set(given.map((form) => partOf(form, 1)));
  if ([...asked].some((context) => found.has(context))) return undefined;
  const only = (set: ReadonlySet<string>, context: string) => set.size === 1 && set.has(context);
  if (only(asked, 'environment'))
    return cause('environment-expected', 'The credential names an environment, the job has none.');
  if (only(found, 'environment')) {
    return cause('environment-unexpected', 'The job has an environment, which takes the place of branch and event.');
  }
  if (only(asked, 'pull-request')) return cause('pull-request-expected', 'The credential is for pull requests.');
  if (only(found, 'pull-request')) {
    return cause('pull-request-unexpected', 'A pull request presents pull_request and no branch.');
  }
  if ([...asked].every((context) => context.endsWith('tag')))
    return cause('tag-expected', 'The credential is for tags.');
  if ([...asked].every((context) => context.endsWith('branch'))) {
    return cause('branch-expected', 'The credential is for branches.');
  }
  return undefined;
}

const QUEUE = compile(sequence(ANY_STRING, text(':ref:refs/heads/gh-readonly-queue/'), ANY_STRING));

function mergeQueueCause(presented: readonly Automaton[], budget: Budget): MatchCause | undefined {
  if (!presented.every((token) => isIncluded(token, QUEUE, budget))) return undefined;
  return cause('merge-queue', 'The merge queue runs on temporary branches refs/heads/gh-readonly-queue/….');
}
