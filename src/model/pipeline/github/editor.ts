import {
  insertPairs,
  replaceByMapping,
  replacePairs,
  type YamlFile,
  type YamlMapping,
} from '../../../syntax/yaml/index.ts';
import type { Fields } from '../../yaml/fields.ts';
import type { Access, Entry, Job, Permissions, PipelineEditor, PipelineInput, PipelineSecret } from '../pipeline.ts';
import { ahead, behind, type PipelineLayout, YamlEditor } from '../yaml/editor.ts';
import { type NewInput, replaceDeclaration } from './declarations.ts';
import { grantIn } from './permission-edits.ts';

type Edits = ReturnType<PipelineEditor['grant']>;

const LAYOUT: PipelineLayout = {
  inputs: 'with',
  env: { step: 'env', job: 'env', pipeline: 'env' },
  placeInStep: (step, key) =>
    behind(step, key === 'with' ? ['uses'] : ['name', 'id', 'if', 'uses', 'with']) ?? ahead(step, ['run']),
  placeInJob,
  placeInPipeline: (root) => behind(root, ['name', 'run-name', 'on', 'permissions']) ?? ahead(root, ['jobs']),
};

/** Edits on one workflow or action file. */
export class GithubEditor extends YamlEditor implements PipelineEditor {
  readonly #root: Fields;

  constructor(file: YamlFile, root: Fields) {
    super(file, LAYOUT);
    this.#root = root;
  }

  grant(job: Job | undefined, scopes: readonly { readonly name: string; readonly access: Access }[]): Edits {
    const { root } = this.file;
    const mapping = job ? this.mappingOf(job) : root?.kind === 'mapping' ? root : undefined;
    if (!mapping || this.#root.get('runs')) return undefined;
    const place = job ? placeInJob(mapping) : LAYOUT.placeInPipeline(mapping);
    return grantIn(this.file, mapping, scopes, place, job === undefined);
  }

  revoke(permissions: Permissions, scope: string): Edits {
    const origin = this.own(permissions);
    if (origin?.node?.kind !== 'mapping') return undefined;
    const pair = origin.node.get(scope);
    if (!pair) return undefined;
    if (origin.node.pairs.length > 1) return this.removePair(pair);
    const { colon } = origin.pair ?? {};
    return colon && [{ range: { start: colon.end, end: origin.node.range.end }, newText: ' {}' }];
  }

  restrict(permissions: Permissions, scopes: readonly { readonly name: string; readonly access: Access }[]): Edits {
    const origin = this.own(permissions);
    if (origin?.node?.kind !== 'scalar' || !origin.pair) return undefined;
    const pairs = scopes.map(({ name, access }) => ({ name, value: access }));
    if (pairs.length === 0) return [{ range: origin.node.range, newText: '{}' }];
    return replaceByMapping(this.file, origin.pair, origin.node, pairs);
  }

  passSecrets(job: Job, secrets: readonly { readonly name: string; readonly value: string }[]): Edits {
    const pair = this.mappingOf(job)?.get('secrets');
    if (pair?.value?.kind !== 'scalar') return undefined;
    return secrets.length === 0 ? this.removePair(pair) : replaceByMapping(this.file, pair, pair.value, secrets);
  }

  passInputs(
    job: Job,
    inputs: readonly { readonly name: string; readonly value: string }[],
    insteadOf: Entry | undefined,
  ): Edits {
    const mapping = this.mappingOf(job);
    if (!mapping) return undefined;
    const secrets = mapping.get('secrets');
    const place = (holder: YamlMapping) => behind(holder, ['uses']);
    const old = insteadOf && this.own(insteadOf)?.pair;
    if (!insteadOf) return inputs.length === 0 ? [] : this.addTo(mapping, 'with', inputs, place);
    if (!old || inputs.length === 0) return old && this.removePair(old);
    if (old.parent !== secrets?.value) return this.replaceEntries([insteadOf], inputs);
    if (!mapping.get('with') && old.parent.pairs.length === 1) {
      return replacePairs(this.file, [secrets], [{ name: 'with', value: inputs }]);
    }
    const added = this.addTo(mapping, 'with', inputs, place);
    const removed = this.removePair(old);
    return added && removed && [...added, ...removed];
  }

  replaceDeclaration(declared: PipelineInput | PipelineSecret, inputs: readonly NewInput[]): Edits {
    const { root } = this.file;
    return root?.kind === 'mapping' ? replaceDeclaration(this.file, root, declared, inputs) : undefined;
  }

  setEnvironment(job: Job, name: string): Edits {
    const mapping = this.mappingOf(job);
    if (!mapping || mapping.get('environment')) return undefined;
    const place = behind(mapping, ['runs-on']) ?? ahead(mapping, ['steps']);
    return insertPairs(this.file, mapping, [{ name: 'environment', value: name }], place);
  }
}

/** Where a job says what it runs as: behind `runs-on` and `environment`, else before what it does. */
function placeInJob(job: YamlMapping): ReturnType<PipelineLayout['placeInJob']> {
  const steps = job.pairs.findIndex((pair) => pair.name === 'steps');
  const head = steps < 0 ? job.pairs : job.pairs.slice(0, steps);
  const last = head.findLast((pair) => ['runs-on', 'environment'].includes(pair.name));
  return last ? { after: last } : ahead(job, ['uses', 'steps']);
}
