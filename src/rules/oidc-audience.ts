import type { Workspace } from '../model/document.ts';
import type { Entry, Step } from '../model/pipeline/pipeline.ts';
import { PUBLIC_AUDIENCE, SOVEREIGN_AUDIENCES } from './catalogue/login-versions.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin } from './support/azure-login.ts';
import { editsOf } from './support/edits.ts';

const AUDIENCE_MUST_MATCH =
  'The federated credential must name the same audience, or Entra ID refuses the token (AADSTS700212).';

const MESSAGES = {
  missing: `{cloud} has an audience of its own, and this login asks for that of the public cloud. Set \`audience: {audience}\`. ${AUDIENCE_MUST_MATCH}`,
  otherCloud: `This login asks for the audience of another cloud than the one it signs in to. For {cloud} it is \`{audience}\`. ${AUDIENCE_MUST_MATCH}`,
  custom: `This login asks for an audience that is none of Azure's. ${AUDIENCE_MUST_MATCH} Leave \`audience\` out unless a credential was made for this one.`,
  unset:
    "This script asks GitHub for a token without saying for whom, so it gets one for the repository's owner, which Entra ID refuses. Add `&audience=api://AzureADTokenExchange` to the address, or log in with azure/login, which does it all.",
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** The audience of a GitHub token that is handed to Entra ID. Each cloud expects its own. */
export const oidcAudience = defineRule({
  id: 'oidc-audience',
  title: 'Token requested for an audience that Azure does not expect',
  severity: 'warning',
  tags: ['CWE-345', 'CICD-SEC-2'],
  messages: MESSAGES,
  checks: {
    step(step, context) {
      if (step.job.pipeline.platform !== 'github') return;
      const login = azureLogin(step);
      if (login?.mode === 'oidc' || login?.mode === 'ids-or-secret') checkLogin(step, context);
      else if (step.run) checkScript(step, context);
    },
  },
});

function checkLogin(step: Step, context: Context): void {
  const environment = step.input('environment');
  const audience = step.input('audience');
  const cloud = environment?.value.raw.trim() || 'azurecloud';
  const expected = expectedAudience(cloud);
  if (expected === undefined || audience?.value.expressions.length) return;
  const given = audience?.value.raw.trim() ?? '';
  if (given === '') {
    if (!environment || expected === PUBLIC_AUDIENCE) return;
    report(environment, step, { messageId: 'missing', cloud, audience: expected }, context);
  } else if (audience && given !== expected) {
    if (isOfSomeCloud(given)) report(audience, step, { messageId: 'otherCloud', cloud, audience: expected }, context);
    else if (!isDeclared(given, context.workspace)) {
      report(audience, step, { messageId: 'custom', cloud, audience: expected }, context);
    }
  }
}

/** Undefined for a cloud that is chosen at run time, or has no audience of its own. */
function expectedAudience(cloud: string): string | undefined {
  const name = cloud.toLowerCase();
  return name === 'azurecloud' ? PUBLIC_AUDIENCE : SOVEREIGN_AUDIENCES[name];
}

function isOfSomeCloud(audience: string): boolean {
  return audience === PUBLIC_AUDIENCE || Object.values(SOVEREIGN_AUDIENCES).includes(audience);
}

/** Whether the workspace declares a credential, or anything else, with this audience: then it is meant. */
function isDeclared(audience: string, workspace: Workspace): boolean {
  return (['bicep', 'terraform', 'arm-template', 'bicepparam', 'terraform-variables'] as const).some((kind) =>
    workspace.ofKind(kind).some(({ source }) => source.text.includes(audience)),
  );
}

interface AudienceMistake {
  readonly messageId: 'missing' | 'otherCloud' | 'custom';
  readonly cloud: string;
  readonly audience: string;
}

function report(entry: Entry, step: Step, { messageId, cloud, audience }: AudienceMistake, context: Context): void {
  const fix = correction(step, audience, context);
  context.report({
    messageId,
    data: messageId === 'custom' ? {} : { cloud, audience },
    range: entry.range,
    severity: messageId === 'custom' ? 'information' : 'warning',
    confidence: messageId === 'custom' ? 'medium' : 'high',
    fixes: fix ? [fix] : [],
  });
}

/** The default is left out, as everybody writes it. */
function correction(step: Step, audience: string, context: Context): Fix | undefined {
  const { editor } = step.job.pipeline;
  const present = step.input('audience');
  const isDefault = audience === PUBLIC_AUDIENCE;
  const edits = !present
    ? editor.addEntries({ step, mapping: 'with' }, [{ name: 'audience', value: audience }])
    : isDefault
      ? editor.removeEntry(present)
      : editor.replaceValue(present.value, audience);
  const fileEdits = editsOf(context.document.uri, edits);
  return (
    fileEdits && {
      title: isDefault ? 'Leave the audience at its default' : `Ask for the audience ${audience}`,
      safety: 'needs-review',
      edits: fileEdits,
      followUps: [`Check that the federated credential of this identity has the audience \`${audience}\`.`],
    }
  );
}

const TOKEN_REQUEST = /\bACTIONS_ID_TOKEN_REQUEST_URL\b/;
const FEDERATED_LOGIN = /--federated-token\b|-FederatedToken\b/i;

function checkScript(step: Step, context: Context): void {
  const script = step.run;
  const request = script && TOKEN_REQUEST.exec(script.raw);
  if (!request || /audience/i.test(script.raw)) return;
  // What else takes the token may well want this audience; the Azure tools do not.
  if (!step.job.steps.some(({ run }) => run && FEDERATED_LOGIN.test(run.raw))) return;
  context.report({ messageId: 'unset', range: script.rangeOf(request.index, request.index + request[0].length) });
}
