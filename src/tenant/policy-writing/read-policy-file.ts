import type { SourceDocument, Workspace } from '../../model/document.ts';
import { SourceText } from '../../text/source-text.ts';
import { type PolicyFile, PolicyFileError } from './policy-file.ts';
import { readGraphJson } from './read-graph-json.ts';
import { readTerraform } from './read-terraform.ts';

/** A file by its name and text. */
export interface NamedText {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
}

/**
 * The app management policies in a file: Graph JSON or Terraform, by its name.
 * @param neighbours the other Terraform files of the folder, for variables and locals
 * @throws PolicyFileError
 */
export function readPolicyFile(file: NamedText, neighbours: readonly NamedText[] = []): PolicyFile {
  const extension = /\.([^./]+)$/.exec(file.path)?.[1]?.toLowerCase();
  switch (extension) {
    case 'json':
    case 'jsonc':
      return { drafts: readGraphJson(documentOf(file)), notes: [] };
    case 'tf':
      return readTerraform(documentOf(file), workspaceOf([file, ...neighbours]));
    case 'bicep':
    case 'bicepparam':
      // Microsoft Learn, "Microsoft Graph Bicep resource reference overview", v1.0 and beta.
      throw new PolicyFileError(
        `${file.path} is Bicep, in which app management policies cannot be written: its Microsoft Graph extension has no type for them. Give the policy as Graph JSON or as Terraform.`,
      );
    default:
      throw new PolicyFileError(`${file.path} is neither Graph JSON (.json) nor Terraform (.tf).`);
  }
}

function documentOf({ path, text }: NamedText): SourceDocument {
  return { uri: path, path, kind: kindOf(path), source: new SourceText(text) };
}

function kindOf(path: string): SourceDocument['kind'] {
  if (path.endsWith('.tf')) return 'terraform';
  return path.endsWith('.tfvars') ? 'terraform-variables' : 'other';
}

function workspaceOf(files: readonly NamedText[]): Workspace {
  const documents = files.map(documentOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  const folder = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return {
    get: (path) => documents.find((each) => each.path === path),
    ofKind: (kind) => documents.filter((each) => each.kind === kind),
    inFolder: (kind, asked) => documents.filter((each) => each.kind === kind && folder(each.path) === asked),
  };
}
