import type { SourceText } from '../../text/source-text.ts';
import type { SourceDocument } from '../document.ts';
import { lazy } from '../lazy.ts';
import { yamlTree } from '../trees.ts';
import { scriptOfContainer, variablesOfObject } from './environment.ts';
import type { KubernetesModel } from './manifest.ts';
import { objectsOf } from './objects.ts';

// A service account is looked up by every workload that uses it.
const models = new WeakMap<SourceText, KubernetesModel>();

/** The objects of a manifest file. Never throws: what is no object is left out. */
export function kubernetesModel(document: SourceDocument): KubernetesModel {
  const known = models.get(document.source);
  if (known) return known;
  const objects = objectsOf(document, yamlTree(document));
  const variables = lazy(() => objects.flatMap(variablesOfObject));
  const scripts = lazy(() =>
    objects.flatMap((object) =>
      (object.podTemplate?.containers ?? []).flatMap((container) => scriptOfContainer(document, container) ?? []),
    ),
  );
  const model: KubernetesModel = {
    document,
    objects,
    get variables() {
      return variables();
    },
    get scripts() {
      return scripts();
    },
  };
  models.set(document.source, model);
  return model;
}
