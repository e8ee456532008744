import type { SourceDocument } from '../document.ts';
import type { Entry, PipelineString } from '../pipeline/pipeline.ts';
import type { Script } from '../script.ts';
import type { Variable } from '../variable.ts';

/**
 * A file that configures programs and is neither infrastructure code nor a pipeline: `.env`, Dockerfile, compose file,
 * `azure.yaml`, local settings of Functions.
 */
export interface SettingsFile {
  readonly document: SourceDocument;
  readonly variables: readonly Variable[];
  readonly scripts: readonly Script[];
  /** Names of secrets the file declares for a pipeline to hold: `pipeline.secrets` of `azure.yaml`. */
  readonly declaredSecrets: readonly PipelineString[];
  /** Paths the file copies into an image: `COPY` and `ADD`. */
  readonly copiedPaths: readonly PipelineString[];
}

export function variableOf(document: SourceDocument, entry: Entry): Variable {
  return { document, entry, job: undefined, step: undefined };
}
