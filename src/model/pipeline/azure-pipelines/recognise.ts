/**
 * Telling Azure pipelines and their templates from the YAML of other tools, by what stands at the start of their lists:
 * Azure Pipelines demands that `task`, `job`, `stage` ... is the first key of its item.
 */

const NAMED_PATH = /(?:^|\/)\.?(?:azure[-_]?pipelines?|azuredevops|ado)\b[^/]*(?:\/|\.ya?ml$)/;

const PIPELINE_FOLDER = /(?:^|\/)\.?(?:azure[-_]?pipelines?|azuredevops|ado|devops|pipelines)\//;

const ROOTS = ['stages', 'jobs', 'steps', 'extends'] as const;

/** A list whose first item begins with a key of Azure Pipelines, or with a template expression. */
const OWN_LIST = new RegExp(
  [
    listOf(
      'steps',
      'task|script|bash|pwsh|powershell|checkout|download|downloadBuild|getPackage|publish|template|reviewApp',
    ),
    listOf('jobs', 'job|deployment|template'),
    listOf('stages', 'stage|template'),
    // Other keys, parameters say, may come before the template.
    String.raw`^extends:(?:[ \t]*\{[ \t]*|[^\n]*(?:\r?\n(?:[ \t][^\n]*)?)*?\r?\n[ \t]+)template:`,
  ].join('|'),
  'm',
);

/** A versioned task or a hosted pool is nobody else's vocabulary, wherever it stands. */
const OWN_WORD = /^[ \t]*(?:- )?(?:task:[ \t]*['"]?[\w.-]+@\d|vmImage:)/m;

/** What only files with parameters, and files that start something, have ahead of their lists. */
const MAY_HAVE_LATE_ROOT = ['parameters', 'trigger', 'pr', 'pool', 'resources', 'variables', 'schedules'];

const VARIABLE_LIST = new RegExp(listOf('variables', 'name|group|template'), 'm');

/**
 * Whether a YAML file is an Azure pipeline or a template of one.
 * @param path in lower case
 * @param keys the top-level keys of `start`
 * @param start the first part of the text
 */
export function isAzurePipeline(path: string, keys: ReadonlySet<string>, start: string, text: string): boolean {
  // GitHub workflows, Kubernetes objects, and files that name their schema otherwise.
  if (keys.has('on') || keys.has('apiVersion') || keys.has('version')) return false;
  const isLate = text.length > start.length && MAY_HAVE_LATE_ROOT.some((key) => keys.has(key));
  const looked = isLate ? text : start;
  if (hasRoot(keys, looked, isLate)) return NAMED_PATH.test(path) || OWN_LIST.test(looked) || OWN_WORD.test(looked);
  // A template of variables has nothing else; as a mapping it could be anybody's.
  if (!keys.has('variables') || ![...keys].every((key) => key === 'variables' || key === 'parameters')) return false;
  return PIPELINE_FOLDER.test(path) || NAMED_PATH.test(path) || VARIABLE_LIST.test(looked);
}

function hasRoot(keys: ReadonlySet<string>, text: string, isLate: boolean): boolean {
  return ROOTS.some((root) => keys.has(root)) || (isLate && /^(?:stages|jobs|steps|extends)[ \t]*:/m.test(text));
}

/** A key at the top of the file and the first key of its list, block or flow style, comments between skipped. */
function listOf(name: string, items: string): string {
  const gap = String.raw`[ \t]*(?:#[^\n]*)?(?:\r?\n[ \t]*(?:#[^\n]*)?)*`;
  return String.raw`^["']?${name}["']?[ \t]*:${gap}(?:-[ \t]+|\[\s*)(?:\{[ \t]*)?["']?(?:(?:${items})["']?[ \t]*:|\$\{\{)`;
}
