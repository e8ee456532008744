import type { Range } from '../../text/range.ts';
import type { ManifestField, ManifestItem, ManifestNode } from './node.ts';

/** Where a kind of object keeps the template of its pods. */
const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  // Argo Rollouts.
  Rollout: ['spec', 'template'],
  // KEDA.
  ScaledJob: ['spec', 'jobTargetRef', 'template'],
};

const TEMPLATE_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions', 'argoproj.io', 'keda.sh']);

/** The pods an object makes: their metadata and specification. */
export class PodTemplate {
  /** The mapping that holds `metadata` and `spec`: of a Pod the object itself. */
  readonly node: ManifestNode;
  readonly spec: ManifestNode;
  readonly containers: readonly Container[];

  constructor(node: ManifestNode, spec: ManifestNode) {
    this.node = node;
    this.spec = spec;
    this.containers = ['initContainers', 'containers'].flatMap((list) =>
      (spec.get(list)?.value.items ?? []).map(({ value }) => new Container(value)),
    );
  }

  get labels(): ManifestNode | undefined {
    return this.node.get('metadata')?.value.get('labels')?.value;
  }

  get annotations(): ManifestNode | undefined {
    return this.node.get('metadata')?.value.get('annotations')?.value;
  }

  get serviceAccountName(): ManifestField | undefined {
    return this.spec.get('serviceAccountName') ?? this.spec.get('serviceAccount');
  }

  /** False for a patch, which says only what it changes: whole containers name their image. */
  get isWhole(): boolean {
    const containers = this.spec.get('containers')?.value.items ?? [];
    return containers.length > 0 && containers.every(({ value }) => value.get('image') !== undefined);
  }

  /** The variable as the first container that sets it does. */
  variable(name: string): EnvironmentVariable | undefined {
    for (const container of this.containers) {
      const found = container.env.find((variable) => variable.name === name);
      if (found) return found;
    }
    return undefined;
  }
}

export class Container {
  readonly node: ManifestNode;

  constructor(node: ManifestNode) {
    this.node = node;
  }

  get envField(): ManifestField | undefined {
    return this.node.get('env');
  }

  get env(): readonly EnvironmentVariable[] {
    return (this.envField?.value.items ?? []).flatMap((item) => environmentVariable(item) ?? []);
  }

  /** True where whole Secrets or ConfigMaps become variables: which ones there are is not said here. */
  get hasEnvFrom(): boolean {
    return this.node.get('envFrom') !== undefined;
  }
}

/** An element of a container's `env`, or of the `metadata` of a Dapr component. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly nameRange: Range;
  readonly item: ManifestItem;
  /** What `value` says. */
  readonly value: ManifestNode | undefined;
  /** The key of a Secret it is read from; a name that a template makes is undefined. */
  readonly secret:
    | { readonly range: Range; readonly name: string | undefined; readonly key: string | undefined }
    | undefined;
}

export function environmentVariable(item: ManifestItem): EnvironmentVariable | undefined {
  const name = item.value.get('name')?.value;
  if (name?.knownText === undefined) return undefined;
  // Containers read a Secret through `valueFrom`, Dapr components at once.
  const source = (item.value.get('valueFrom')?.value ?? item.value).get('secretKeyRef');
  return {
    name: name.knownText,
    nameRange: name.range,
    item,
    value: item.value.get('value')?.value,
    secret: source && {
      range: source.range,
      name: source.value.textAt('name'),
      key: source.value.textAt('key'),
    },
  };
}

/** The pods of an object; undefined for kinds that make none. */
export function podTemplateOf(group: string, kind: string, object: ManifestNode): PodTemplate | undefined {
  const path = TEMPLATE_GROUPS.has(group) ? TEMPLATE_PATHS[kind] : undefined;
  if (!path) return undefined;
  let node: ManifestNode | undefined = object;
  for (const name of path) node = node?.get(name)?.value;
  const spec = node?.get('spec')?.value;
  return node && spec && new PodTemplate(node, spec);
}
