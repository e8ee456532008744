import { type FederatedCredential, knownText } from '../federation/credential.ts';
import { printExpression } from '../federation/expression/syntax.ts';
import { jobSubjects } from '../federation/github-jobs/job-subjects.ts';
import { matches } from '../federation/match/matches.ts';
import { displayText, markedText } from '../federation/patterns/marked-text.ts';
import type { TokenSubject } from '../federation/token-subject.ts';
import { exactText } from '../model/patterns.ts';
import type { Entry, Job, Step } from '../model/pipeline/pipeline.ts';
import { githubRepository } from './federation/facts.ts';
import { isCustomised } from './federation/own-repository.ts';
import { type ClientIdVariable, clientIdVariables, type TerraformIdentity } from './federation/terraform-variables.ts';
import type { RelatedLocation } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin } from './support/azure-login.ts';
import { audienceOfJob } from './support/login-audience.ts';
import { listOf } from './support/words.ts';

type Context = RuleContext<'refused'>;

/**
 * A job that signs in as an identity of this workspace which trusts no token that the job can present. The identity
 * is known where Terraform itself writes its client id into the variable that the login reads. Facts: Learn,
 * "AADSTS700213"; provider integrations/github, github_actions_variable.
 */
export const noMatchingCredential = defineRule({
  id: 'no-matching-credential',
  title: 'Login that no federated credential of its identity accepts',
  severity: 'warning',
  tags: ['CICD-SEC-2'],
  messages: {
    refused:
      'Entra ID refuses this login (AADSTS700213): the job presents {presented}, and `{identity}`, whose client id Terraform ' +
      'writes into `{variable}`, trusts {trusted}. Declare a federated credential for this job, or run it where the ' +
      'trusted subject is presented.',
  },
  checks: {
    step(step, context) {
      if (step.job.pipeline.platform !== 'github' || azureLogin(step)?.mode !== 'oidc') return;
      const clientId = step.input('client-id');
      if (clientId) check(clientId, step, context);
    },
  },
});

function check(clientId: Entry, { job }: Step, context: Context): void {
  const variable = /^\$\{\{\s*((?:vars|secrets)\.[\w-]+)\s*\}\}$/iu.exec(clientId.value.raw.trim())?.[1];
  // What is only called presents what its callers do.
  const isOnlyCalled = job.pipeline.triggers.every(({ event }) => event === 'workflow_call');
  if (variable === undefined || isOnlyCalled || job.pipeline.kind !== 'workflow') return;
  const identities = identitiesOf(variable, job, context);
  const [identity] = identities;
  if (!identity || identities.some(({ credentials }) => credentials.length === 0)) return;
  const subjects = jobSubjects(job, {
    repository: githubRepository(context.repository),
    audience: audienceOfJob(job),
  });
  if (!subjects || subjects.length === 0) return;
  const declared = identities.flatMap(({ credentials }) => credentials);
  const issuer = subjects[0]?.issuer ?? '';
  if (declared.some(({ alternatives }) => alternatives.some((one) => isCustomised(one, issuer)))) return;
  if (!declared.every(({ alternatives }) => refusesAll(alternatives, subjects, issuer))) return;
  context.report({
    messageId: 'refused',
    range: clientId.value.range,
    confidence: 'medium',
    data: {
      presented: some(subjects.filter(isSure).map(({ subject }) => subject.display)),
      identity: identity.address,
      variable,
      trusted: some(declared.flatMap(({ alternatives }) => alternatives.map(trustOf))),
    },
    related: declared.flatMap(({ document, subject, expression }): RelatedLocation[] => {
      const property = expression ?? subject;
      const { uri } = document;
      return property ? [{ uri, range: property.value.range, message: 'What the identity trusts.' }] : [];
    }),
  });
}

function isSure({ confidence }: TokenSubject): boolean {
  return confidence !== 'uncertain';
}

/** Whom the client id in a variable can stand for; empty where that is not known. */
function identitiesOf(variable: string, job: Job, { workspace, repository }: Context): readonly TerraformIdentity[] {
  const name = repository.fullName?.split('/')[1]?.toLowerCase();
  if (name === undefined) return [];
  const all = clientIdVariables(workspace).filter(
    (one) =>
      one.repository.toLowerCase() === name && `${one.context}.${one.name}`.toLowerCase() === variable.toLowerCase(),
  );
  const ofRepository = all.filter(({ environment }) => environment === undefined);
  if (!job.environment) return ofRepository.map(({ identity }) => identity);
  const environments = job.environment.name.patterns.map(exactText);
  const chosen = environments.map((environment) => {
    const own = all.filter((one) => sameEnvironment(one, environment));
    // A value of the environment takes the place of that of the repository.
    return own.length > 0 ? own : ofRepository;
  });
  return chosen.every((found) => found.length > 0) ? chosen.flat().map(({ identity }) => identity) : [];
}

function sameEnvironment({ environment }: ClientIdVariable, name: string | undefined): boolean {
  return environment !== undefined && name !== undefined && environment.toLowerCase() === name.toLowerCase();
}

/** True only where no reading of the unknown parts lets a token in. */
function refusesAll(
  credentials: readonly FederatedCredential[],
  subjects: readonly TokenSubject[],
  issuer: string,
): boolean {
  return (
    credentials.length > 0 &&
    credentials.every((credential) => {
      const widest = widened(credential, issuer);
      return widest !== undefined && matches(widest, subjects)?.verdict === 'never';
    })
  );
}

/** The credential with wildcards for its unknown parts; undefined where that cannot be written. */
function widened(credential: FederatedCredential, issuer: string): FederatedCredential | undefined {
  const { subject, expression, audiences } = credential;
  const open = {
    ...credential,
    issuer: isKnown(credential.issuer) ? credential.issuer : knownText(issuer),
    audiences: audiences.every(isKnown) ? audiences : [],
  };
  if (expression) return isKnown(expression.value) ? open : undefined;
  if (!subject || isKnown(subject)) return subject && open;
  const comparand = subject.parts.map((part) => (part.kind === 'known' ? part.text : '*')).join('');
  const value = knownText(printExpression([{ claim: 'sub', operator: 'matches', comparand }]));
  return { ...open, subject: undefined, expression: { value, languageVersion: 1 } };
}

function isKnown(pattern: FederatedCredential['issuer']): boolean {
  return exactText(pattern) !== undefined;
}

function trustOf({ subject, expression }: FederatedCredential): string {
  return displayText(markedText(subject ?? expression?.value ?? { parts: [] }));
}

const MAX_NAMED = 3;

/** `a`, `b` and others. */
function some(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const named = unique.slice(0, MAX_NAMED).map((text) => `\`${text}\``);
  return listOf(unique.length > MAX_NAMED ? [...named, 'others'] : named);
}
