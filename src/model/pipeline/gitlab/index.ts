import type { YamlFile } from '../../../syntax/yaml/index.ts';
import type { SourceDocument } from '../../document.ts';
import { lazy } from '../../lazy.ts';
import { yamlTree } from '../../trees.ts';
import { cursorAt, Fields } from '../../yaml/fields.ts';
import type { Entry, Job, Pipeline, PipelineEditor } from '../pipeline.ts';
import { ahead, behind, PermissionlessEditor, type PipelineLayout } from '../yaml/editor.ts';
import { setOrigin } from '../yaml/strings.ts';
import { GitlabJob } from './job.ts';
import { gitlabSyntax, lookupIn, readGitlabVariables } from './variables.ts';

/** Keys of a file that are no jobs; `default` holds scripts and tokens as a job does. */
const KEYWORDS = new Set([
  'stages',
  'types',
  'variables',
  'include',
  'workflow',
  'image',
  'services',
  'cache',
  'spec',
  'pages:deploy',
]);

const LAYOUT: PipelineLayout = {
  inputs: 'inputs',
  env: { step: 'variables', job: 'variables', pipeline: 'variables' },
  placeInStep: () => undefined,
  placeInJob: (job) => behind(job, ['stage', 'extends', 'image', 'id_tokens', 'environment']) ?? ahead(job, ['script']),
  placeInPipeline: (root) => behind(root, ['include', 'stages', 'default', 'workflow']),
};

/**
 * The GitLab pipeline of a document, evaluated on first use. Every line of a script is a step. Included files are not
 * followed: what they add is linted where it is written.
 */
export function gitlabPipeline(document: SourceDocument): Pipeline | undefined {
  const file = yamlTree(document);
  return file.root?.kind === 'mapping' ? new GitlabPipeline(document, file) : undefined;
}

class GitlabPipeline implements Pipeline {
  readonly document: SourceDocument;
  readonly platform = 'gitlab';
  readonly kind = 'workflow';
  readonly isReusable = false;
  readonly name = undefined;
  readonly triggers = [];
  readonly inputs = [];
  readonly declaredSecrets = [];
  readonly permissions = undefined;
  readonly editor: PipelineEditor;
  readonly #fields: Fields;
  readonly #file: YamlFile;

  constructor(document: SourceDocument, file: YamlFile) {
    this.document = document;
    this.#file = file;
    const { root } = file;
    this.#fields = new Fields(cursorAt(root, root?.range ?? { start: 0, end: 0 }, false));
    this.editor = new PermissionlessEditor(file, LAYOUT);
  }

  get env(): readonly Entry[] {
    return this.#env();
  }
  get jobs(): readonly Job[] {
    return this.#jobs();
  }

  readonly #lookup = lookupIn(() => this.env);
  readonly #env = lazy(() => {
    const reader = { file: this.#file, syntax: gitlabSyntax(this.#lookup) };
    return readGitlabVariables(this.#fields.get('variables')?.value, reader);
  });
  readonly #jobs = lazy((): readonly Job[] => {
    const context = { pipeline: this, file: this.#file, lookup: this.#lookup, root: this.#fields };
    const jobs = this.#fields.list.flatMap(({ name, pair, value, shared }) => {
      if (KEYWORDS.has(name) || value.node?.kind !== 'mapping') return [];
      const job = new GitlabJob(name, pair.key?.range ?? pair.range, pair.range, new Fields(value), context);
      return [setOrigin(job, { file: this.#file, node: value.node, pair, shared: shared || value.shared })];
    });
    const [script] = ['before_script', 'after_script'].flatMap((name) => this.#fields.get(name) ?? []);
    if (!script) return jobs;
    // Scripts at the top of the file hold for every job: the older form of `default`.
    const key = script.pair.key?.range ?? script.pair.range;
    return [new GitlabJob('default', key, script.pair.range, this.#fields, context), ...jobs];
  });
}
