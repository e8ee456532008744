import type { SourceDocument, Workspace } from '../../model/document.ts';
import { kubernetesModel, type Manifest } from '../../model/kubernetes/index.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceText } from '../../text/source-text.ts';
import { USE_LABEL } from '../catalogue/kubernetes-workload-identity.ts';
import { accountNameOf, usesWorkloadIdentity, workloadOf } from './workload.ts';

/** Objects of the workspace that something can mean, and whether they stand in the same file. */
export interface Candidates {
  readonly objects: readonly Manifest[];
  readonly isSameFile: boolean;
}

/**
 * The objects of a kind and name in the files nearest to an object: its own, else its folder's, else all. A name says
 * nothing across namespaces; an object that names none may be put into any.
 */
export function nearest(
  object: Manifest,
  workspace: Workspace,
  kind: 'ServiceAccount' | 'ClusterRole' | 'Role',
  name: string,
): Candidates {
  return nearestOf(object, declared(workspace).get(`${kind}/${name}`) ?? []);
}

/** The workloads with workload identity that run as an account, in the files nearest to it. */
export function workloadsOf(account: Manifest, workspace: Workspace): readonly Manifest[] {
  return nearestOf(account, labelled(workspace).get(account.name ?? '') ?? []).objects;
}

/** Of more namesakes than this nobody can tell which one is meant. */
const MAX_NAMESAKES = 200;

function nearestOf(object: Manifest, all: readonly Manifest[]): Candidates {
  if (all.length > MAX_NAMESAKES) return { objects: [], isSameFile: false };
  const candidates = all.filter((candidate) => sharesNamespace(object, candidate));
  const own = candidates.filter(({ document }) => document.uri === object.document.uri);
  if (own.length > 0) return { objects: own, isSameFile: true };
  const folder = folderOf(object.document);
  const beside = candidates.filter(({ document }) => folderOf(document) === folder);
  return { objects: beside.length > 0 ? beside : candidates, isSameFile: false };
}

export function sharesNamespace(one: Manifest, other: Manifest): boolean {
  return one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace;
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml'];

/** Whether Kustomize may add to what a file says: a kustomization lies in its folder or above. */
export function isKustomized({ path }: SourceDocument, workspace: Workspace): boolean {
  for (let folder = path; folder !== ''; ) {
    folder = folder.slice(0, Math.max(0, folder.slice(0, -1).lastIndexOf('/') + 1));
    if (KUSTOMIZATIONS.some((name) => workspace.get(folder + name))) return true;
  }
  return false;
}

function folderOf({ path }: SourceDocument): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

const declared = index(
  /\bkind["']?:\s*["']?(?:ServiceAccount|ClusterRole|Role)\b/,
  ({ kind, name }) => /^(?:ServiceAccount|ClusterRole|Role)$/.test(kind) && name !== undefined && `${kind}/${name}`,
);

const labelled = index(new RegExp(USE_LABEL), (object) => {
  const workload = workloadOf(object);
  return workload !== undefined && usesWorkloadIdentity(workload) && accountNameOf(workload);
});

/**
 * Objects of all manifests by a key. Files are read again only where they changed, and only those that can hold such
 * an object: a workspace may have thousands.
 * @param keyOf false or nothing for objects that are of no interest
 */
function index(
  mentions: RegExp,
  keyOf: (object: Manifest) => string | false | undefined,
): (workspace: Workspace) => ReadonlyMap<string, readonly Manifest[]> {
  const byText = new Memory<SourceText, readonly (readonly [string, Manifest])[]>();
  const indexes = new Memory<readonly SourceDocument[], ReadonlyMap<string, readonly Manifest[]>>();
  const entriesOf = (document: SourceDocument) => {
    let entries = byText.get(document.source);
    if (!entries) {
      const objects = mentions.test(document.source.text) ? kubernetesModel(document).objects : [];
      entries = objects.flatMap((object) => {
        const key = keyOf(object);
        return key ? [[key, object] as const] : [];
      });
      byText.set(document.source, entries);
    }
    return entries;
  };
  return (workspace) => {
    const documents = workspace.ofKind('kubernetes');
    let found = indexes.get(documents);
    if (!found) {
      const objects = new Map<string, Manifest[]>();
      for (const [key, object] of documents.flatMap(entriesOf)) {
        const same = objects.get(key);
        if (same) same.push(object);
        else objects.set(key, [object]);
      }
      found = objects;
      indexes.set(documents, found);
    }
    return found;
  };
}
