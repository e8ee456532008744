import * as vscode from 'vscode';

/**
 * Which files Keyless looks at, by their paths: no language needs to be known to the editor. The engine decides by
 * path and content what a file is, so a pattern here may be wider than what is linted in the end, never narrower.
 * One pattern a line and no braces: file search does not take braces within braces.
 */
const PATTERNS = [
  '**/*.bicep',
  '**/*.bicepparam',
  '**/*.tf',
  '**/*.tofu',
  '**/*.tfvars',
  '**/*.tfbackend',
  '**/*.tfstack.hcl',
  '**/*.tfdeploy.hcl',
  '**/*backend*.hcl',
  // A pipeline, a template of one or a manifest may have any name.
  '**/*.yml',
  '**/*.yaml',
  '**/*.json',
  '**/*.jsonc',
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/*Dockerfile*',
  '**/*Containerfile*',
];

/** JSON that is never a template, and large or frequent enough to be worth not reading. */
const NEVER_TEMPLATES = ['package.json', 'package-lock.json', 'tsconfig.json', 'bicepconfig.json', 'composer.json'];

/** Folders of other people's files: what the command line leaves out as well. */
const EXCLUDED_FOLDERS = ['.git', 'node_modules', '.terraform'];

const EXCLUDED = new Set([...EXCLUDED_FOLDERS]);

/**
 * Languages of other extensions and the extension that stands for them where a file has none: an untitled document,
 * or a file that settings give this language.
 */
const SUFFIX_OF_LANGUAGE: Readonly<Record<string, string>> = {
  bicep: '.bicep',
  'bicep-params': '.bicepparam',
  terraform: '.tf',
  'terraform-vars': '.tfvars',
  opentofu: '.tofu',
  'opentofu-vars': '.tfvars',
  'arm-template': '.json',
  dockerfile: '/Dockerfile',
  dotenv: '/.env',
  'github-actions-workflow': '/.github/workflows/workflow.yml',
};

const SCHEMES_THAT_ARE_NO_FILES = new Set(['output', 'git', 'comment', 'search-editor', 'walkThrough', 'debug']);

/** For `workspace.findFiles` and file watchers. */
export const LINTED_FILES = `{${PATTERNS.join(',')}}`;
export const EXCLUDED_FILES = `**/{${[...EXCLUDED_FOLDERS.map((name) => `${name}/**`), ...NEVER_TEMPLATES].join(',')}}`;

/** For code actions and hovers. */
export const DOCUMENTS: vscode.DocumentSelector = [
  ...PATTERNS.map((pattern) => ({ pattern })),
  ...Object.keys(SUFFIX_OF_LANGUAGE).map((language) => ({ language })),
];

/**
 * The path under which the engine sees a document: relative to its workspace folder, or the whole path for a file
 * outside of all folders. A suffix stands in where only the language tells what it is.
 */
export function enginePath(uri: vscode.Uri, languageId?: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder ? uri.path.slice(folder.uri.path.length) : uri.path;
  const relative = path.replace(/^\/+/, '');
  const suffix = languageId === undefined ? undefined : SUFFIX_OF_LANGUAGE[languageId];
  return suffix === undefined || matchesByPath(uri) ? relative : `${relative}${suffix}`;
}

/** Whether the engine should see an open document. */
export function isLinted(document: vscode.TextDocument): boolean {
  if (SCHEMES_THAT_ARE_NO_FILES.has(document.uri.scheme)) return false;
  if (isExcluded(document.uri)) return false;
  return vscode.languages.match(DOCUMENTS, document) > 0;
}

/** Whether a path lies in a folder of other people's files, or is no template for certain. */
export function isExcluded(uri: vscode.Uri): boolean {
  const parts = uri.path.split('/');
  return parts.some((part) => EXCLUDED.has(part)) || NEVER_TEMPLATES.includes(parts.at(-1) ?? '');
}

/** Paths that alone tell what a file is: its language does not matter then. */
const LINTED_PATH =
  /\.(bicep|bicepparam|tf|tofu|tfvars|tfbackend|tfstack\.hcl|tfdeploy\.hcl|json|jsonc)$|backend[^/]*\.hcl$|\/\.github\/workflows\/[^/]+\.ya?ml$|\/(action\.ya?ml|azure\.ya?ml|keyless\.yaml|[^/]*compose[^/]*\.ya?ml|\.env(\.[^/]*)?|[^/]*\.env|[^/]*(Docker|Container)file[^/]*)$/;

function matchesByPath(uri: vscode.Uri): boolean {
  return LINTED_PATH.test(uri.path);
}
