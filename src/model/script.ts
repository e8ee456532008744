import { parseScript, type ScriptCommand, type ScriptDialect } from '../syntax/script/index.ts';
import type { Range } from '../text/range.ts';
import type { SourceDocument } from './document.ts';
import type { PipelineString, Step } from './pipeline/pipeline.ts';

/**
 * A script inside a file of any kind: a step's `run`, the inline script of an action or task, a job's `script`, a
 * Dockerfile's `RUN`, a hook. Its commands are read on first use.
 */
export class Script {
  readonly document: SourceDocument;
  readonly dialect: ScriptDialect;
  readonly body: PipelineString;
  /** The step it belongs to; undefined outside of pipelines. */
  readonly step: Step | undefined;
  #commands: readonly ScriptCommand[] | undefined;

  constructor(document: SourceDocument, dialect: ScriptDialect, body: PipelineString, step?: Step) {
    this.document = document;
    this.dialect = dialect;
    this.body = body;
    this.step = step;
  }

  get commands(): readonly ScriptCommand[] {
    this.#commands ??= parseScript(this.body.raw, this.dialect);
    return this.#commands;
  }

  /** Where a part of the script stands in the file. */
  rangeOf(part: Range): Range {
    return this.body.rangeOf(part.start, part.end);
  }
}
