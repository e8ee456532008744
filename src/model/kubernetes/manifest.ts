import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import type { Script } from '../script.ts';
import type { Variable } from '../variable.ts';
import type { ManifestNode } from './node.ts';
import { type PodTemplate, podTemplateOf } from './pod-template.ts';

/** A file of Kubernetes objects, or of values for a Helm chart, which then has no objects. */
export interface KubernetesModel {
  readonly document: SourceDocument;
  /** In the order of the file, those of lists included. */
  readonly objects: readonly Manifest[];
  /** Environment of containers, data of Secrets and ConfigMaps, values of a chart by their key path. */
  readonly variables: readonly Variable[];
  /** What containers run through a shell. */
  readonly scripts: readonly Script[];
}

/** One Kubernetes object as written. */
export class Manifest {
  readonly document: SourceDocument;
  readonly node: ManifestNode;
  /**
   * True where Helm or another tool makes the file from templates: what is there is there, at times; what is not
   * there says nothing.
   */
  readonly isTemplate: boolean;
  readonly kind: string;
  readonly kindRange: Range;
  /** The API group without version, empty for the core: `apps`, `external-secrets.io`. */
  readonly group: string;
  /** Undefined where it is missing or made by a template. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  #podTemplate: { readonly value: PodTemplate | undefined } | undefined;

  constructor(document: SourceDocument, node: ManifestNode, isTemplate: boolean) {
    this.document = document;
    this.node = node;
    this.isTemplate = isTemplate;
    const kind = node.get('kind');
    this.kind = kind?.value.knownText ?? '';
    this.kindRange = kind?.value.range ?? node.range;
    const apiVersion = node.textAt('apiVersion') ?? '';
    this.group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const metadata = node.get('metadata')?.value;
    this.name = metadata?.textAt('name');
    this.namespace = metadata?.textAt('namespace');
  }

  get range(): Range {
    return this.node.range;
  }

  /** The name where there is one, else the kind: where to say something about the whole object. */
  get headRange(): Range {
    return this.node.get('metadata')?.value.get('name')?.value.range ?? this.kindRange;
  }

  get labels(): ManifestNode | undefined {
    return this.node.get('metadata')?.value.get('labels')?.value;
  }

  get annotations(): ManifestNode | undefined {
    return this.node.get('metadata')?.value.get('annotations')?.value;
  }

  get podTemplate(): PodTemplate | undefined {
    this.#podTemplate ??= { value: podTemplateOf(this.group, this.kind, this.node) };
    return this.#podTemplate.value;
  }
}
