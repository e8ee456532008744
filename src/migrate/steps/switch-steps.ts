import { inShort } from '../../rules/finding.ts';
import { unique } from '../../rules/support/words.ts';
import type { Range } from '../../text/range.ts';
import { markdown } from '../document/markdown.ts';
import { hostEdit } from '../edits.ts';
import type { FoundCaller } from '../evidence/callers.ts';
import type { Found } from '../evidence/evidence.ts';
import { isCreation } from '../evidence/places.ts';
import { hostFix, hostFixTitle } from '../host-fix.ts';
import type { Edit, PlanIdentity, Step, Way } from '../plan.ts';
import type { MarkedFinding, PlanSources } from '../sources.ts';
import { claim, step } from './step.ts';

/** The steps that make callers sign in without the secret: one for each file. */
export function switchSteps(identity: PlanIdentity, found: Found, way: Way, sources: PlanSources): readonly Step[] {
  const uses = found.findings.filter((finding) => !isCreation(finding));
  const secretCallers = found.callers.filter(({ caller }) => caller.method === 'secret');
  const paths = unique([
    ...uses.map(({ document }) => document.path),
    ...secretCallers.filter(({ caller }) => caller.kind !== 'connection').map(({ caller }) => caller.path),
  ]);
  return [
    ...paths.map((path) =>
      inFile(
        path,
        identity,
        uses.filter(({ document }) => document.path === path),
        secretCallers.filter(({ caller }) => caller.path === path && caller.kind !== 'connection'),
        way,
        sources,
      ),
    ),
    ...secretCallers.filter(({ caller }) => caller.kind === 'connection').map((one) => connection(one, identity)),
  ];
}

function inFile(
  path: string,
  identity: PlanIdentity,
  uses: readonly MarkedFinding[],
  callers: readonly FoundCaller[],
  way: Way,
  { workspace }: PlanSources,
): Step {
  const keepIds = way === 'managed-identity-as-credential';
  const hosts = callers.filter(({ caller }) => caller.kind === 'host');
  const fixed = hosts.filter(({ caller }) => hostFix(workspace, path, caller.name, keepIds) !== undefined);
  const hostEdits = fixed.map(({ caller }) => hostEdit(path, caller.name, hostFixTitle(caller.name)));
  // What is found in a host goes with its settings.
  const others = uses.filter(({ finding }) => !fixed.some(({ ranges }) => ranges.some(contains(finding.range))));
  const ruleEdits = others.flatMap(editOf);
  const byHand = others.filter(({ finding }) => finding.fixes.length === 0);
  const edits: readonly Edit[] = [...hostEdits, ...ruleEdits];
  const names = unique(callers.map(({ caller }) => caller.name));
  const who = names.length > 0 ? names.join(', ') : identity.displayName;
  return step('switch', {
    id: path,
    title: `Let ${who} in ${path} sign in without the secret`,
    by: edits.length > 0 ? 'keyless' : 'person',
    changes: edits.length > 0 ? `${path}: ${unique(edits.map(({ fix }) => fix)).join('; ')}.` : `${path}, by hand.`,
    edits,
    tasks: [
      ...unique(others.flatMap(({ finding }) => tasksOf(finding))),
      ...(edits.length === 0 && byHand.length === 0
        ? [`Change ${path} so that ${who} signs in without a secret: Keyless cannot edit this place.`]
        : []),
      ...byHand.map(({ finding }) => finding.message),
      ...(keepIds ? [CLIENT_ASSERTION] : []),
      'Merge and deploy the change, and run what signs in once.',
    ],
    claims: [
      claim('code-clean', { path, findings: uses.map(({ fingerprint }) => fingerprint) }),
      ...callers
        .filter(({ caller }) => caller.kind === 'job' && caller.isNamed)
        .map(({ caller }) => claim('signs-in-with-token', { path, name: caller.name })),
      ...hosts.map(({ caller }) => claim('managed-identity-on', { path, name: caller.name })),
    ],
    undo: 'Revert the change of the file: the secret still works until the step that removes it.',
    breaks: hosts.length > 0 ? [HOST_BREAKS] : [LOGIN_BREAKS],
  });
}

function contains({ start, end }: Range): (range: Range) => boolean {
  return (range) => range.start <= start && end <= range.end;
}

function editOf({ finding, fingerprint, document }: MarkedFinding): readonly Edit[] {
  const [fix] = finding.fixes;
  return fix ? [{ path: document.path, finding: fingerprint, fix: fix.title }] : [];
}

/** What fixes ask for besides, without that which is a step of its own. */
function tasksOf(finding: MarkedFinding['finding']): readonly string[] {
  const [fix] = finding.fixes;
  return (fix?.followUps ?? [])
    .map(inShort)
    .filter(
      (text) => !/^(?:Create a federated credential|After |Let the identity trust)/u.test(text) && !isAboutRole(text),
    );
}

/** Roles are given before callers change: a step of their own. */
function isAboutRole(text: string): boolean {
  return /\brole\b/u.test(text);
}

/** What fixes ask for that has to be there before the change. */
export function roleTasks(findings: readonly MarkedFinding[]): readonly string[] {
  return unique(
    findings.flatMap(({ finding }) => (finding.fixes[0]?.followUps ?? []).map(inShort)).filter(isAboutRole),
  );
}

/** Learn, "Configure an application to trust a managed identity". */
export const CLIENT_ASSERTION =
  'In the program, give `ClientAssertionCredential(tenantId, clientId, callback)` of the Azure Identity library a callback that gets a token of the managed identity for `api://AzureADTokenExchange/.default`.';
const HOST_BREAKS =
  'A program that builds a `ClientSecretCredential` itself does not start any more: it has to use `DefaultAzureCredential` or `ManagedIdentityCredential`.';
const LOGIN_BREAKS =
  'The login fails with AADSTS700213 where the federated credential does not match the token, and with AADSTS70021 for some minutes after it was created.';

/** Azure DevOps keeps the secret: only there can the connection be converted. */
function connection({ caller }: FoundCaller, { displayName }: PlanIdentity): Step {
  const { name, path, line } = caller;
  return step('switch', {
    id: `connection-${name}`,
    title: `Convert the service connection ${name} to workload identity federation`,
    by: 'other',
    changes: `The service connection ${name} of Azure DevOps, which ${path}:${line} uses.`,
    tasks: [
      `In the project of Azure DevOps, open Project settings > Service connections > ${markdown(name)} and choose Convert: Azure DevOps then adds a federated credential to ${markdown(displayName)} and keeps the secret for seven days. It takes an administrator of the connection who may change the application, too.`,
      'Where Convert is not offered, edit the connection, take over the issuer and subject that it shows as a federated credential of the application, and save it.',
      'AzureNLBManagement@1, ServiceFabricComposeDeploy@0 and ServiceFabricDeploy@1 cannot sign in so: replace them first.',
      'Run each pipeline that uses the connection once.',
    ],
    claims: [claim('confirmed')],
    undo: 'Choose Revert at the connection within seven days.',
    breaks: ['Tasks and extensions that read the key of the connection themselves stop working.'],
  });
}
