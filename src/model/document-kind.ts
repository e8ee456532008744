import type { DocumentKind } from './document.ts';
import { isAzurePipeline } from './pipeline/azure-pipelines/recognise.ts';

const DOTENV = /^\.env(?:\.[\w.-]+)?$|^[\w-]+\.env$/;
const DOCKERFILE = /^(?:dockerfile|containerfile)(?:\.[\w.-]+)?$|\.(?:dockerfile|containerfile)$/;
const HELM_VALUES = /^(?:values(?:[._-][\w.-]+)?|[\w.-]+[._-]values)\.ya?ml$/;
const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

const EXTENSION = /\.(?:bicep|bicepparam|tf|tofu|tfvars|tfbackend|hcl|ya?ml|jsonc?)$/;

/** Whether rules may look at a file, by its name alone; what YAML and JSON files really are is seen when they are read. */
export function isCandidate(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return EXTENSION.test(name) || DOTENV.test(name) || DOCKERFILE.test(name);
}

/** How much of a file is looked at: top-level keys that decide stand near the start. */
const HEAD_LENGTH = 8_192;

/**
 * What a file is, by its path and, for YAML and JSON, its first kilobytes.
 * @param path relative to the workspace folder, `/` between parts
 */
export function documentKind(path: string, text: string): DocumentKind {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (DOTENV.test(name)) return 'dotenv';
  if (DOCKERFILE.test(name)) return 'dockerfile';
  switch (name.slice(name.lastIndexOf('.'))) {
    case '.bicep':
      return 'bicep';
    case '.bicepparam':
      return 'bicepparam';
    case '.tf':
    case '.tofu':
      return 'terraform';
    case '.tfvars':
      return 'terraform-variables';
    case '.tfbackend':
      return 'terraform-backend';
    case '.hcl':
      return hclKind(name, text);
    case '.json':
    case '.jsonc':
      return name === 'local.settings.json' ? 'functions-settings' : jsonKind(text);
    case '.yml':
    case '.yaml':
      return yamlKind(lower, name, text);
    default:
      return 'other';
  }
}

function hclKind(name: string, text: string): DocumentKind {
  if (name.endsWith('.tfstack.hcl') || name.endsWith('.tfdeploy.hcl')) return 'terraform';
  // Many repositories keep partial backend configuration in backend.hcl or prod.backend.hcl.
  const isBackend = /(?:^|[._-])backend\b[^/]*\.hcl$/.test(name) && /^\s*storage_account_name\s*=/m.test(head(text));
  return isBackend ? 'terraform-backend' : 'other';
}

const TEMPLATE_SCHEMA = /^https?:\/\/schema\.management\.azure\.com\/schemas\/[^/]+\/\w*deploymenttemplate\.json/i;
const PARAMETERS_SCHEMA = /^https?:\/\/schema\.management\.azure\.com\/schemas\/[^/]+\/\w*deploymentparameters\.json/i;

function jsonKind(text: string): DocumentKind {
  // The names every template and parameter file has; most other JSON files have neither.
  const start = head(text);
  if (!start.includes('contentVersion') && !start.includes('$schema')) {
    return start.includes('"audiences"') && isFederatedCredential(topLevelMembers(start))
      ? 'federated-credential'
      : 'other';
  }
  const members = topLevelMembers(start);
  const schema = members.get('$schema');
  if (schema !== undefined) {
    if (TEMPLATE_SCHEMA.test(schema)) return 'arm-template';
    return PARAMETERS_SCHEMA.test(schema) ? 'arm-parameters' : 'other';
  }
  if (members.has('contentVersion') && members.has('resources')) return 'arm-template';
  return isWrappedTemplate(members, start) ? 'arm-template' : 'other';
}

/** What a deployment by REST takes, and an artifact of a blueprint: the template is in `properties.template`. */
function isWrappedTemplate(members: ReadonlyMap<string, string | undefined>, start: string): boolean {
  const isWrapper = members.has('properties') && [...members.keys()].every((name) => WRAPPER_MEMBERS.test(name));
  return isWrapper && TEMPLATE_SCHEMA.test(membersAt(['properties', 'template'], start).get('$schema') ?? '');
}

const WRAPPER_MEMBERS = /^(?:properties|kind|name|type|id|location|tags|scope)$/;

const CREDENTIAL_MEMBERS = /^(?:name|issuer|subject|audiences|description|claimsMatchingExpression|id|@odata\.\w+)$/;

/** What `az ad app federated-credential create` takes, and nothing else. */
function isFederatedCredential(members: ReadonlyMap<string, string | undefined>): boolean {
  const names = [...members.keys()];
  return (
    members.get('issuer') !== undefined &&
    (members.has('subject') || members.has('claimsMatchingExpression')) &&
    names.every((name) => CREDENTIAL_MEMBERS.test(name))
  );
}

const JSON_TOKEN = /"((?:[^"\\\n]|\\.)*)"|\/\/.*|\/\*[\s\S]*?\*\/|[{}[\]:,]/g;

/** The top-level members of a JSON object as far as the text goes, with the values that are strings. */
function topLevelMembers(text: string): ReadonlyMap<string, string | undefined> {
  return membersAt([], text);
}

/** The members of the object at a path of names. */
function membersAt(path: readonly string[], text: string): ReadonlyMap<string, string | undefined> {
  const members = new Map<string, string | undefined>();
  // How many names of the path lead to the object that is read.
  let entered = 0;
  let depth = 0;
  let name = '';
  let isValue = false;
  for (const [token, content] of text.matchAll(JSON_TOKEN)) {
    const isOnPath = depth === entered + 1;
    if (token === '{' || token === '[') {
      if (isOnPath && token === '{' && isValue && name === path[entered]) {
        entered += 1;
        isValue = false;
      }
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (entered >= depth) break;
    } else if (!isOnPath) continue;
    else if (token === ':') isValue = true;
    else if (token === ',') isValue = false;
    else if (content !== undefined) {
      if (!isValue) name = content;
      if (entered === path.length) members.set(name, isValue ? content : undefined);
    }
  }
  return members;
}

function yamlKind(path: string, name: string, text: string): DocumentKind {
  if (runsOnGithub(path)) return 'github-workflow';
  if (name.endsWith('.gitlab-ci.yml') || name.endsWith('.gitlab-ci.yaml')) return 'gitlab-ci';
  const start = head(text);
  const keys = topLevelKeys(start);
  if (COMPOSE.test(name) && keys.has('services')) return 'compose';
  if (/^azure\.ya?ml$/.test(name) && keys.has('name')) return 'azd-project';
  if (name === 'action.yml' || name === 'action.yaml') return keys.has('runs') ? 'github-action' : 'other';
  if (isAzurePipeline(path, keys, start, text)) return 'azure-pipelines';
  if (isWorkflowSample(path, keys, text)) return 'github-workflow';
  if (keys.has('apiVersion') && keys.has('kind')) return DEFINES_OBJECTS.test(text) ? 'kubernetes' : 'other';
  return HELM_VALUES.test(name) ? 'helm-values' : 'other';
}

/** Whether GitHub runs a workflow at this path; anywhere else it is a sample or template of one. */
export function runsOnGithub(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+$/i.test(path);
}

/** A workflow that people copy from: samples, starter workflows, documentation. Gitea and Forgejo have their own. */
function isWorkflowSample(path: string, keys: ReadonlySet<string>, text: string): boolean {
  if (!keys.has('on') || !keys.has('jobs') || /(?:^|\/)\.(?:gitea|forgejo)\//.test(path)) return false;
  return /^[ \t]+(?:runs-on[ \t]*:|uses[ \t]*:.*\/\.github\/workflows\/)/m.test(text);
}

/** A kind at the start of a line that is no schema: those are the longest manifests there are, and hold no values. */
const DEFINES_OBJECTS = /^["']?kind["']?[ \t]*:[ \t]*["']?(?!CustomResourceDefinition\b)[^\s"']/m;

function topLevelKeys(text: string): ReadonlySet<string> {
  return new Set(
    Array.from(text.matchAll(/^["']?([A-Za-z_$][\w$.-]*)["']?[ \t]*:(?=\s|$)/gm), (match) => match[1] ?? ''),
  );
}

/** The first part of the text, without a byte order mark. */
function head(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return text.slice(start, start + HEAD_LENGTH);
}
