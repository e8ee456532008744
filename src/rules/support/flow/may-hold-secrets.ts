import { resolveReference } from '../../../model/bicep/file-path.ts';
import { folderOf, type SourceDocument, type Workspace } from '../../../model/document.ts';
import type { InfrastructureModel } from '../../../model/resource.ts';
import { bicepTree } from '../../../model/trees.ts';
import type { TypeExpression } from '../../../syntax/bicep/index.ts';
import { Memory } from '../../../text/memory.ts';
import type { Range } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';

/** What every secret comes in by: without a sign of one in the text there is none to follow. */
const CALL = /\blist\w*(?:key|secret|credential|connectionstring|sas|token)\w*\s*\(/i;
const ATTRIBUTE =
  /_(?:key|connection_strings?|connection_string_alias|password|keys|sas|secret|config|config_raw|token|credential)\b|\.(?:result|token|key2?|sas|value|api_key|password|private_key_\w+)\b/;

/** False where no secret can come into a file: most files are ruled out by a look at their text. */
export function mayHoldSecrets(model: InfrastructureModel, workspace: Workspace): boolean {
  const { document, language } = model;
  if (language === 'terraform') {
    return workspace.inFolder('terraform', folderOf(document.path)).some((file) => hasSign(file, ATTRIBUTE));
  }
  return hasSign(document, CALL) || secretOutputsRead(model, workspace).size > 0;
}

/** Whether a part of a file may be made of a secret: a look at the names in it, for Bicep; true for the rest. */
export function mayBeSecret(model: InfrastructureModel, range: Range, workspace: Workspace): boolean {
  const { document, language } = model;
  if (language !== 'bicep') return true;
  const code = document.source.slice(range);
  if (CALL.test(code) || mentions(code, factsOf(document).secretNames)) return true;
  const outputs = secretOutputsRead(model, workspace);
  return outputs.size > 0 && code.includes('outputs') && mentions(code, outputs);
}

// A model is made for one look at a file, so that no change of another file is missed.
const outputsOfModels = new Memory<InfrastructureModel, ReadonlySet<string>>();

/** The outputs of modules that a file reads and that may be secret, by name. */
function secretOutputsRead(model: InfrastructureModel, workspace: Workspace): ReadonlySet<string> {
  let known = outputsOfModels.get(model);
  if (!known) {
    const names = new Set<string>();
    if (model.language === 'bicep') addSecretOutputs(model.document, workspace, names, new Set());
    known = names;
    outputsOfModels.set(model, known);
  }
  return known;
}

/** Modules that lead back to themselves end. */
function addSecretOutputs(document: SourceDocument, workspace: Workspace, names: Set<string>, seen: Set<string>): void {
  const { modules, outputsRead } = factsOf(document);
  if (outputsRead.size === 0) return;
  for (const written of modules) {
    const path = resolveReference(document.path, written);
    const module = path === undefined ? undefined : workspace.get(path);
    if (module?.kind !== 'bicep' || seen.has(module.uri)) continue;
    seen.add(module.uri);
    const { secretOutputs, passedOutputs } = factsOf(module);
    for (const name of secretOutputs) if (outputsRead.has(name)) names.add(name);
    const passed = [...passedOutputs].filter((name) => outputsRead.has(name));
    if (passed.length === 0) continue;
    const inner = new Set<string>();
    addSecretOutputs(module, workspace, inner, seen);
    if (inner.size > 0) for (const name of passed) names.add(name);
  }
}

/** What the text of a Bicep file says about secrets that go through it. */
interface Facts {
  /** The paths of its modules, as written. */
  readonly modules: readonly string[];
  /** The names of the outputs of modules that it reads. */
  readonly outputsRead: ReadonlySet<string>;
  /** Secret parameters, and variables made of them, of a call that returns a secret, or of outputs. */
  readonly secretNames: ReadonlySet<string>;
  /** Its outputs that are made of a call which returns a secret. */
  readonly secretOutputs: ReadonlySet<string>;
  /** Its outputs that are made of outputs of its modules. */
  readonly passedOutputs: ReadonlySet<string>;
}

const facts = new Memory<SourceText, Facts>();

function factsOf(document: SourceDocument): Facts {
  let known = facts.get(document.source);
  if (!known) {
    known = readFacts(document);
    facts.set(document.source, known);
  }
  return known;
}

function readFacts(document: SourceDocument): Facts {
  const { text } = document.source;
  const outputsRead = new Set(Array.from(text.matchAll(/\.\??outputs\.\??(\w+)/g), ([, name = '']) => name));
  const modules: string[] = [];
  const secretNames = new Set<string>();
  const secretOutputs = new Set<string>();
  const passedOutputs = new Set<string>();
  const found: Facts = { modules, outputsRead, secretNames, secretOutputs, passedOutputs };
  if (outputsRead.size === 0 && !CALL.test(text) && !text.includes('secure')) return found;
  // Of calls alone: what a secret parameter is passed for is known to whoever passes it.
  const called = new Set<string>();
  // Names are declared in front of what is made of them, as a rule.
  for (const statement of bicepTree(document).statements) {
    const code = () => document.source.slice(statement.range);
    switch (statement.kind) {
      case 'module':
        if (statement.path.kind === 'string') modules.push(statement.path.texts[0]?.text ?? '');
        break;
      case 'parameter':
        if (/secure/i.test(code()) || isDeclaredType(statement.type)) secretNames.add(statement.name.name);
        break;
      case 'variable': {
        const text = code();
        const isCalled = CALL.test(text) || text.includes('outputs') || mentions(text, called);
        if (isCalled) called.add(statement.name.name);
        if (isCalled || mentions(text, secretNames)) secretNames.add(statement.name.name);
        break;
      }
      case 'output': {
        const text = code();
        if (CALL.test(text) || mentions(text, called)) secretOutputs.add(statement.name.name);
        if (text.includes('outputs')) passedOutputs.add(statement.name.name);
        break;
      }
    }
  }
  return found;
}

/** A type that the file declares or imports may be a secret one. */
function isDeclaredType(type: TypeExpression): boolean {
  return !(type.kind === 'named-type' && /^(?:string|object|int|bool|array)$/.test(type.name));
}

function mentions(code: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const [word] of code.matchAll(/\b[A-Za-z_]\w*\b/g)) if (names.has(word)) return true;
  return false;
}

const signs = new Memory<SourceText, boolean>();

function hasSign({ source }: SourceDocument, sign: RegExp): boolean {
  let result = signs.get(source);
  if (result === undefined) {
    result = sign.test(source.text);
    signs.set(source, result);
  }
  return result;
}
