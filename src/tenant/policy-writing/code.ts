import type { Raw } from '../sync/raw.ts';
import { hclText, hclValue } from './hcl.ts';
import { callsOf, NEW_ID, POLICY_VERSIONS, type PolicyCall, policyPath } from './policy-calls.ts';
import { type PolicyChange, THIS } from './policy-change.ts';

/** The policy as Graph JSON: the body that is sent for it. */
export function graphJson({ after }: PolicyChange): string {
  return `${JSON.stringify(after ?? {}, undefined, 2)}\n`;
}

const SYMBOLS = {
  default: 'default_app_management',
  custom: 'app_management',
  'conditional-access': 'workload_identities',
};

/**
 * The policy as resources of the msgraph provider, which takes bodies as Graph does. The tenant's default is there
 * always, so it is updated; destroying that resource leaves it as it is.
 */
export function terraformCode({ kind, id, before, after, assignments }: PolicyChange): string {
  const isUpdate = kind === 'default' || (id !== undefined && before !== undefined);
  const type = isUpdate ? 'msgraph_update_resource' : 'msgraph_resource';
  const version = POLICY_VERSIONS[kind];
  const symbol = SYMBOLS[kind];
  const policy = resource(type, symbol, {
    url: policyPath(kind, isUpdate ? id : undefined).slice(1),
    version,
    body: after ?? {},
  });
  const assigned = assignments.flatMap(({ object, after: next }, index) => {
    if (next?.id !== THIS) return [];
    const collection = object.kind === 'application' ? 'applications' : 'servicePrincipals';
    const reference = isUpdate ? String(id) : `\${${type}.${symbol}.id}`;
    return [
      resource('msgraph_resource', `${symbol}_${index + 1}`, {
        comment: object.displayName,
        url: `${collection}/${object.objectId}/appManagementPolicies/$ref`,
        version,
        body: { '@odata.id': `https://graph.microsoft.com/${version}/policies/appManagementPolicies/${reference}` },
        isTemplate: true,
      }),
    ];
  });
  return `${[policy, ...assigned].join('\n\n')}\n`;
}

interface TerraformResource {
  readonly comment?: string;
  readonly url: string;
  readonly version: string;
  readonly body: Raw;
  /** The texts of the body are templates already. */
  readonly isTemplate?: boolean;
}

function resource(
  type: string,
  symbol: string,
  { comment, url, version, body, isTemplate }: TerraformResource,
): string {
  return [
    ...(comment === undefined ? [] : [`# ${comment.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`]),
    `resource "${type}" "${symbol}" {`,
    `  url         = ${hclText(url)}`,
    `  api_version = "${version}"`,
    `  body = ${hclValue(body, '  ', isTemplate ?? false)}`,
    '}',
  ].join('\n');
}

/** What writes policies. Microsoft Graph permissions reference. */
const PERMISSIONS = {
  default: 'Policy.ReadWrite.ApplicationConfiguration',
  custom: 'Policy.ReadWrite.ApplicationConfiguration and Application.Read.All',
  'conditional-access': 'Policy.ReadWrite.ConditionalAccess and Policy.Read.All',
};

/**
 * The change as commands of the Azure CLI for a POSIX shell. The token that it has for a person lacks the permission, and
 * nobody can add to it (ROADtools, `firstpartyscopes.json`): that of a service principal can have it.
 */
export function azCommands(change: PolicyChange, graph: string): string {
  const root = `${graph}/${POLICY_VERSIONS[change.kind]}`;
  const calls = callsOf(change, root);
  const needsId = calls.some(({ path, body }) => path.includes(NEW_ID) || JSON.stringify(body ?? {}).includes(NEW_ID));
  const lines = calls.map((call, index) => azCommand(call, root, needsId && index === 0));
  const head = `# Needs ${PERMISSIONS[change.kind]}, which the Azure CLI does not have for a person:\n# az login --service-principal, with one that was granted it.`;
  return `${[head, ...lines].join('\n\n')}\n`;
}

function azCommand({ method, path, body, step }: PolicyCall, root: string, keepsId: boolean): string {
  const comment =
    step.kind === 'policy' ? [] : [`# ${step.assignment.object.displayName.replaceAll(/\p{Cc}+/gu, ' ')}`];
  const parts = [
    `az rest --method ${method} --url ${shellText(`${root}${path}`)}`,
    ...(body ? [`--headers 'Content-Type=application/json' --body ${shellText(JSON.stringify(body))}`] : []),
    ...(keepsId ? ['--query id --output tsv'] : []),
  ];
  const command = parts.join(' \\\n  ');
  return [...comment, keepsId ? `id=$(${command})` : command].join('\n');
}

/** One word for a POSIX shell; the id that a command before it printed is in `$id`. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''").replaceAll(NEW_ID, `'"$id"'`)}'`;
}
