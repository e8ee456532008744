import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Decoded, decodeSource } from '../lint/decode.ts';
import { createDocument, WorkspaceIndex } from '../lint/workspace-index.ts';
import type { DocumentKind, SourceDocument } from '../model/document.ts';
import { isCandidate } from '../model/document-kind.ts';
import { SourceText } from '../text/source-text.ts';
import { candidatesBelow } from './find-files.ts';

const YAML = /\.ya?ml$/i;
const JSON_FILE = /\.jsonc?$/i;
const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
const ACTION = /(?:^|\/)action\.ya?ml$/i;
const GITLAB = /\.gitlab-ci\.ya?ml$/i;

/** The files that can be of a kind, by name: only they are read when somebody asks for that kind. */
const NAMES: Readonly<Record<DocumentKind, RegExp>> = {
  bicep: /\.bicep$/i,
  bicepparam: /\.bicepparam$/i,
  terraform: /\.(?:tf|tofu|hcl)$/i,
  'terraform-variables': /\.tfvars$/i,
  'terraform-backend': /\.(?:tfbackend|hcl)$/i,
  'arm-template': JSON_FILE,
  'arm-parameters': JSON_FILE,
  'federated-credential': JSON_FILE,
  'github-workflow': WORKFLOW,
  'github-action': ACTION,
  'gitlab-ci': GITLAB,
  'azure-pipelines': YAML,
  kubernetes: YAML,
  'helm-values': /values[^/]*\.ya?ml$/i,
  'azd-project': /(?:^|\/)azure\.ya?ml$/i,
  compose: YAML,
  dockerfile: /(?:docker|container)file/i,
  dotenv: /\.env/i,
  'functions-settings': /(?:^|\/)local\.settings\.json$/i,
  other: /(?!)/,
};

/** Enough that the neighbours of a file, which call the same modules, find their trees. */
const KEPT_TREES = 200;

/** A workspace folder on disk: files are read when they are first asked for, and kept. */
export class DiskWorkspace extends WorkspaceIndex {
  readonly root: string;
  readonly #linted: SourceDocument[] = [];
  readonly #missing = new Set<string>();
  readonly #given = new Map<string, Decoded>();
  readonly #complete = new Set<RegExp>();
  #candidates: readonly string[] | undefined;

  /** @param candidates every file that may be of a kind, where they are known already */
  constructor(root: string, candidates?: readonly string[]) {
    super();
    this.root = root;
    this.#candidates = candidates;
  }

  override get(path: string): SourceDocument | undefined {
    const known = super.get(path);
    if (known || this.#missing.has(path)) return known;
    const decoded = isInside(path) && isCandidate(path) ? this.read(path) : undefined;
    if (decoded?.kind === 'text') return this.add(path, decoded.text);
    this.#missing.add(path);
    return undefined;
  }

  override ofKind(kind: DocumentKind): readonly SourceDocument[] {
    const names = NAMES[kind];
    if (!this.#complete.has(names)) {
      this.#complete.add(names);
      this.#candidates ??= candidatesBelow(this.root);
      for (const path of this.#candidates) if (names.test(path)) this.get(path);
    }
    return super.ofKind(kind);
  }

  /**
   * Lets go of what was made of the file that was linted this many files ago: its text is kept, its tree is made again
   * if somebody asks. The memory of a run then does not grow with the trees of all its files.
   */
  release(document: SourceDocument): void {
    this.#linted.push(document);
    const old = this.#linted.length > KEPT_TREES ? this.#linted.shift() : undefined;
    // Where somebody enumerates a kind, the lists hold on to the documents anyway and must stay as they are.
    if (old && super.get(old.path) === old && !this.#complete.has(NAMES[old.kind])) {
      this.set({ ...old, source: new SourceText(old.source.text) });
    }
  }

  /** Takes these bytes for the content of a file, whatever is on disk. */
  addBytes(path: string, bytes: Uint8Array): void {
    const decoded = decodeSource(bytes);
    this.#given.set(path, decoded);
    if (decoded.kind === 'text') this.add(path, decoded.text);
    else this.#missing.add(path);
  }

  /** The content of a file; undefined where it cannot be read. */
  read(path: string): Decoded | undefined {
    const given = this.#given.get(path);
    if (given) return given;
    try {
      return decodeSource(readFileSync(join(this.root, path)));
    } catch {
      return undefined;
    }
  }

  add(path: string, text: string): SourceDocument {
    const document = createDocument(this.uriOf(path), path, text);
    this.set(document);
    return document;
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').includes('..');
}
