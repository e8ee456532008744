import type { Location } from '../../model/document.ts';
import type { InfrastructureModel } from '../../model/resource.ts';
import type { ValueSource } from '../../model/value.ts';
import { type FlowPlace, placesOf } from '../support/flow/secret-places.ts';
import { type SecretSource, secretOf } from '../support/flow/secret-sources.ts';
import { type Sink, type SinkKind, sinkOf } from '../support/flow/sinks.ts';

export interface ModuleSink {
  readonly sink: Sink;
  readonly location: Location;
}

const WORST_FIRST: readonly SinkKind[] = ['setting', 'property', 'store', 'key-vault'];

/** Modules that hand the key on to modules are followed this far. */
const MAX_DEPTH = 5;

/** What a local module does with a key it is given: the worst of the places it puts it. */
export function sinkInModule(
  target: InfrastructureModel,
  argument: FlowPlace,
  key: SecretSource,
): ModuleSink | undefined {
  const [parameter] = argument.path;
  return sinksIn(target, parameter ?? '', key, 0).sort(byWeight)[0];
}

function sinksIn(target: InfrastructureModel, parameter: string, key: SecretSource, depth: number): ModuleSink[] {
  // A parameter that is secure hides what is passed to it: then it is the source itself.
  const isWanted = (source: ValueSource) =>
    (source.kind === 'parameter' && source.name === parameter && isDeclaredIn(target, source.location)) ||
    isSame(secretOf(source), key);
  const found: ModuleSink[] = [];
  for (const resource of target.resources) {
    if (resource.mode !== 'resource') continue;
    for (const place of placesOf(resource.body.properties, resource.document.uri, isWanted)) {
      found.push({ sink: sinkOf(place, resource), location: { uri: resource.document.uri, range: place.range } });
    }
  }
  if (depth >= MAX_DEPTH) return found;
  for (const module of target.modules) {
    for (const place of placesOf(module.arguments, target.document.uri, isWanted)) {
      const [name] = place.path;
      if (module.target && name !== undefined) found.push(...sinksIn(module.target, name, key, depth + 1));
    }
  }
  return found;
}

function isSame(one: SecretSource | undefined, other: SecretSource): boolean {
  return (
    one?.location.uri === other.location.uri &&
    one.location.range.start === other.location.range.start &&
    one.label === other.label
  );
}

/** Files of one Terraform module stand in one folder. */
function isDeclaredIn({ document, language }: InfrastructureModel, { uri }: Location): boolean {
  if (language !== 'terraform') return uri === document.uri;
  const folder = document.uri.slice(0, document.uri.lastIndexOf('/'));
  return uri.slice(0, uri.lastIndexOf('/')) === folder;
}

function byWeight(a: ModuleSink, b: ModuleSink): number {
  if (a.sink.isKeyOnly !== b.sink.isKeyOnly) return a.sink.isKeyOnly ? 1 : -1;
  return WORST_FIRST.indexOf(a.sink.kind) - WORST_FIRST.indexOf(b.sink.kind);
}
