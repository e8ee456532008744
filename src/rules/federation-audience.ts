import { matches } from '../federation/match/matches.ts';
import { exactText } from '../model/patterns.ts';
import type { Property, Value } from '../model/value.ts';
import { PUBLIC_AUDIENCE, SOVEREIGN_AUDIENCES } from './catalogue/login-versions.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './federation/credentials.ts';
import { declaredCredentials } from './federation/known-credentials.ts';
import { rewriteText } from './federation/rewrite.ts';
import { type TokenJob, tokenJobs } from './federation/token-jobs.ts';
import { verdictOf } from './federation/trust-of-job.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

type Message = 'count' | 'spelling' | 'requested';
type Context = RuleContext<Message>;

/**
 * The audience of a federated credential that its tokens do not have. An own audience is no mistake as long as both
 * sides agree. Facts: Learn, "Workload identity federation considerations"; README of azure/login.
 */
export const federationAudience = defineRule<Message>({
  id: 'federation-audience',
  title: 'Federated credential with an audience that its tokens do not have',
  severity: 'warning',
  tags: ['CWE-1164', 'CICD-SEC-2'],
  messages: {
    count:
      'A federated credential has exactly one audience, and this one has {count}: the deployment fails. Name one, which ' +
      'is `api://AzureADTokenExchange` unless the tokens are requested for another.',
    spelling:
      'No token matches this federated credential (AADSTS700212): the audience is compared letter by letter, and the one ' +
      'of Azure is `{right}`.',
    requested:
      'Entra ID refuses the tokens that this credential is for (AADSTS700212): the job "{job}" asks for `{requested}`, and ' +
      'the credential is for `{audience}`. Name the same audience on both sides.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) {
        const { audience } = declaration;
        if (audience) check(declaration, audience, context);
      }
    },
  },
});

const OF_AZURE = [PUBLIC_AUDIENCE, ...Object.values(SOVEREIGN_AUDIENCES)];

function check(declaration: FederatedCredentialDeclaration, property: Property, context: Context): void {
  const { value } = property;
  const items = value.kind === 'array' ? value.items : [value];
  if (value.kind === 'array' && value.isComplete && items.length !== 1) {
    context.report({
      messageId: 'count',
      data: { count: items.length || 'none' },
      range: value.range,
      severity: 'error',
    });
    return;
  }
  const [item] = items;
  const [pattern, ...more] = item?.patterns ?? [];
  const audience = pattern && more.length === 0 ? exactText(pattern) : undefined;
  if (!item || audience === undefined) return;
  const range = item.uri === context.document.uri ? item.range : value.range;
  const right = OF_AZURE.find((known) => known !== audience && isSlip(audience, known));
  if (right !== undefined) {
    context.report({
      messageId: 'spelling',
      data: { right },
      range,
      fixes: correction(property, item, audience, right, context),
    });
    return;
  }
  const job = jobThatAsksOtherwise(declaration, audience, context);
  const requested = job?.subjects[0]?.audience;
  if (!job || requested === undefined) return;
  const { document, id } = { document: job.login.job.pipeline.document, id: job.login.job.id };
  context.report({
    messageId: 'requested',
    data: { job: id, requested, audience },
    range,
    confidence: 'medium',
    related: [{ uri: document.uri, range: job.login.clientId.range, message: `This asks for ${requested}.` }],
    fixes: correction(property, item, audience, requested, context),
  });
}

/** Differs in upper and lower case, blanks, a slash at the end or the scheme. */
function isSlip(audience: string, known: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^api:\/*/u, '')
      .replace(/\/$/u, '');
  return bare(audience) === bare(known);
}

/** A job whose subject the credential accepts, whose audience it does not, and which no other credential is for. */
function jobThatAsksOtherwise(
  { alternatives }: FederatedCredentialDeclaration,
  audience: string,
  { workspace, repository }: Context,
): TokenJob | undefined {
  const [credential, ...more] = alternatives;
  if (!credential || more.length > 0) return undefined;
  return tokenJobs(workspace, repository).find(({ subjects }) => {
    const asked = subjects.filter((subject) => subject.audience !== undefined && subject.audience !== audience);
    if (asked.length === 0 || asked.length < subjects.length) return false;
    const match = matches({ ...credential, audiences: [] }, asked);
    if (!match || match.verdict === 'never') return false;
    return declaredCredentials(workspace).every((other) => verdictOf(other, subjects).verdict === 'never');
  });
}

function correction(
  property: Property,
  value: Value,
  wrong: string,
  right: string,
  { document }: Context,
): readonly Fix[] {
  const edits = editsOf(document.uri, rewriteText({ document }, { ...property, value }, wrong, right));
  if (!edits) return [];
  const followUps = ['The credential starts to accept tokens: check that this is still wanted.'];
  return [{ title: `Correct the audience to \`${right}\``, safety: 'needs-review', edits, followUps }];
}
