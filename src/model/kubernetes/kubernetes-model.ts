import { Memory } from '../../text/memory.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { SourceDocument } from '../document.ts';
import { lazy } from '../lazy.ts';
import type { Script } from '../script.ts';
import { yamlTree } from '../trees.ts';
import type { Variable } from '../variable.ts';
import { scriptOfContainer, variablesOfObject } from './environment.ts';
import type { KubernetesModel, Manifest } from './manifest.ts';
import { objectsOf } from './objects.ts';

// A service account is looked up by every workload that uses it.
const models = new Memory<SourceText, KubernetesModel>();

/** The objects of a manifest file. Never throws: what is no object is left out. */
export function kubernetesModel(document: SourceDocument): KubernetesModel {
  const known = models.get(document.source);
  if (known) return known;
  const model = new ManifestFile(document);
  models.set(document.source, model);
  return model;
}

class ManifestFile implements KubernetesModel {
  readonly document: SourceDocument;
  readonly objects: readonly Manifest[];

  constructor(document: SourceDocument) {
    this.document = document;
    this.objects = objectsOf(document, yamlTree(document));
  }

  get variables(): readonly Variable[] {
    return this.#variables();
  }
  get scripts(): readonly Script[] {
    return this.#scripts();
  }

  readonly #variables = lazy(() => this.objects.flatMap(variablesOfObject));
  readonly #scripts = lazy(() =>
    this.objects
      .flatMap((object) => object.podTemplate?.containers ?? [])
      .flatMap((container) => scriptOfContainer(this.document, container) ?? []),
  );
}
