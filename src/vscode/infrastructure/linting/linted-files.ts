import * as vscode from 'vscode';
import { isCandidate } from '../../../model/document-kind.ts';

/**
 * Which files Keyless looks at, by their names: no language needs to be known to the editor. The patterns serve file
 * search, watchers and providers, which take no function; `isCandidate` decides, and the engine looks into the file.
 * One pattern a line and no braces: file search does not take braces within braces.
 */
export const PATTERNS = [
  '**/*.bicep',
  '**/*.bicepparam',
  '**/*.tf',
  '**/*.tofu',
  '**/*.tfvars',
  '**/*.tfbackend',
  '**/*.hcl',
  '**/*.yml',
  '**/*.yaml',
  '**/*.json',
  '**/*.jsonc',
  '**/Dockerfile',
  '**/Dockerfile.*',
  '**/*.Dockerfile',
  '**/*.dockerfile',
  '**/Containerfile',
  '**/Containerfile.*',
  '**/*.containerfile',
  '**/.env',
  '**/.env.*',
  '**/*.env',
];

/** JSON that is never a template, and large or frequent enough to be worth not reading. */
const NEVER_TEMPLATES = ['package.json', 'package-lock.json', 'tsconfig.json', 'bicepconfig.json', 'composer.json'];

/** Folders of other people's files: what the command line leaves out as well. */
const EXCLUDED_FOLDERS = ['.git', 'node_modules', '.terraform'];

/**
 * Languages of other extensions and the name that stands for them where a document has none of its own: an untitled
 * document, or a file that settings give this language.
 */
const NAME_OF_LANGUAGE: Readonly<Record<string, string>> = {
  'arm-template': 'template.json',
  'azure-pipelines': 'azure-pipelines.yml',
  bicep: 'main.bicep',
  'bicep-params': 'main.bicepparam',
  dockerfile: 'Dockerfile',
  dotenv: '.env',
  'github-actions-workflow': '.github/workflows/workflow.yml',
  opentofu: 'main.tofu',
  'opentofu-vars': 'main.tfvars',
  terraform: 'main.tf',
  'terraform-vars': 'main.tfvars',
};

const SCHEMES_THAT_ARE_NO_FILES = new Set(['output', 'git', 'comment', 'search-editor', 'walkThrough', 'debug']);

/** For `workspace.findFiles` and file watchers. */
export const LINTED_FILES = `{${PATTERNS.join(',')}}`;
export const EXCLUDED_FILES = `**/{${[...EXCLUDED_FOLDERS.map((name) => `${name}/**`), ...NEVER_TEMPLATES].join(',')}}`;

/** For code actions and hovers. */
export const DOCUMENTS: vscode.DocumentSelector = [
  ...PATTERNS.map((pattern) => ({ pattern })),
  ...Object.keys(NAME_OF_LANGUAGE).map((language) => ({ language })),
];

/**
 * The path under which the engine sees a document: relative to its workspace folder, or the whole path for a file
 * outside of all folders. Where only the language tells what it is, a name is added that says the same.
 */
export function enginePath(uri: vscode.Uri, languageId?: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder ? uri.path.slice(folder.uri.path.length) : uri.path;
  const relative = path.replace(/^\/+/, '');
  const name = languageId === undefined ? undefined : NAME_OF_LANGUAGE[languageId];
  return name === undefined || isCandidate(relative) ? relative : `${relative}/${name}`;
}

/** Whether the engine should see an open document. */
export function isLinted(document: vscode.TextDocument): boolean {
  if (SCHEMES_THAT_ARE_NO_FILES.has(document.uri.scheme) || isExcluded(document.uri)) return false;
  return isCandidate(enginePath(document.uri, document.languageId));
}

/** Whether a path lies in a folder of other people's files, or is no template for certain. */
export function isExcluded(uri: vscode.Uri): boolean {
  const parts = uri.path.split('/');
  return parts.some((part) => EXCLUDED_FOLDERS.includes(part)) || NEVER_TEMPLATES.includes(parts.at(-1) ?? '');
}
