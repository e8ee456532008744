import type { Range } from '../text/range.ts';
import { armModel, credentialFileModel } from './arm/index.ts';
import { bicepModel } from './bicep/index.ts';
import type { SourceDocument, Workspace } from './document.ts';
import { helmValues, type KubernetesModel, kubernetesModel } from './kubernetes/index.ts';
import { azurePipeline } from './pipeline/azure-pipelines/index.ts';
import { githubPipeline } from './pipeline/github/index.ts';
import { gitlabPipeline } from './pipeline/gitlab/index.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { InfrastructureModel } from './resource.ts';
import { type SettingsFile, settingsOf } from './settings/index.ts';
import { terraformModel } from './terraform/index.ts';
import { bicepTree, dockerfileTree, dotenvTree, jsonTree, terraformTree, yamlTree } from './trees.ts';

/** What rules look at in one file. All are missing where the kind of file is not modelled. */
export interface DocumentModel {
  readonly infrastructure?: InfrastructureModel;
  readonly pipeline?: Pipeline;
  readonly settings?: SettingsFile;
  readonly kubernetes?: KubernetesModel;
}

/** The model of a document; the workspace gives it the files it refers to. */
export function modelOf(document: SourceDocument, workspace: Workspace): DocumentModel {
  switch (document.kind) {
    case 'bicep':
    case 'bicepparam':
      return { infrastructure: bicepModel(document, workspace) };
    case 'terraform':
    case 'terraform-variables':
    case 'terraform-backend':
      return { infrastructure: terraformModel(document, workspace) };
    case 'arm-template':
    case 'arm-parameters':
      return isCompiledBicep(document, workspace) ? {} : { infrastructure: armModel(document, workspace) };
    case 'federated-credential':
      return { infrastructure: credentialFileModel(document) };
    case 'github-workflow':
    case 'github-action': {
      const pipeline = githubPipeline(document, workspace);
      return pipeline ? { pipeline } : {};
    }
    case 'azd-project':
    case 'compose':
    case 'dockerfile':
    case 'dotenv':
    case 'functions-settings': {
      const settings = settingsOf(document);
      return settings ? { settings } : {};
    }
    case 'azure-pipelines': {
      const pipeline = azurePipeline(document, workspace);
      return pipeline ? { pipeline } : {};
    }
    case 'kubernetes':
      return { kubernetes: kubernetesModel(document) };
    case 'helm-values': {
      const kubernetes = helmValues(document, workspace);
      return kubernetes ? { kubernetes } : {};
    }
    case 'gitlab-ci': {
      const pipeline = gitlabPipeline(document);
      return pipeline ? { pipeline } : {};
    }
    case 'other':
      return {};
  }
}

/**
 * True for a template that `bicep build` wrote beside its source: whatever is wrong in it is wrong, and repaired, there.
 */
function isCompiledBicep({ path, source }: SourceDocument, workspace: Workspace): boolean {
  const isGenerated = /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/.test(source.text.slice(0, 4_096));
  return isGenerated && workspace.get(path.replace(/\.jsonc?$/i, '.bicep'))?.kind === 'bicep';
}

/** A place that a parser could not make sense of. */
export interface SyntaxError {
  /** For the person who writes the file. */
  readonly message: string;
  readonly range: Range;
}

/** Every comment of a document with its delimiters, in order of the text. */
export function commentsOf(document: SourceDocument): readonly Range[] {
  return (treeOf(document)?.comments ?? []).map((comment) => ('range' in comment ? comment.range : comment));
}

export function syntaxErrorsOf(document: SourceDocument): readonly SyntaxError[] {
  return treeOf(document)?.errors ?? [];
}

/** Both are made on first use by some parsers, and the errors of YAML take longer than all else. */
interface Tree {
  readonly comments: readonly (Range | { readonly range: Range })[];
  readonly errors?: readonly SyntaxError[];
}

function treeOf(document: SourceDocument): Tree | undefined {
  switch (document.kind) {
    case 'bicep':
    case 'bicepparam':
      return bicepTree(document);
    case 'terraform':
    case 'terraform-variables':
    case 'terraform-backend':
      return terraformTree(document);
    case 'github-workflow':
    case 'github-action':
    case 'azure-pipelines':
    case 'gitlab-ci':
    case 'kubernetes':
    case 'helm-values':
    case 'azd-project':
    case 'compose':
      return yamlTree(document);
    case 'arm-template':
    case 'arm-parameters':
    case 'federated-credential':
    case 'functions-settings':
      return jsonTree(document);
    case 'dockerfile':
      return dockerfileTree(document);
    case 'dotenv':
      return dotenvTree(document);
    case 'other':
      return undefined;
  }
}
