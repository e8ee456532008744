import type { Block } from '../../syntax/terraform/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument, Workspace } from '../document.ts';
import { exactOf, reference, unknownValue } from '../evaluate/index.ts';
import type { Assignment, InfrastructureModel, ModuleCall, Output, Parameter, Resource } from '../resource.ts';
import { terraformTree } from '../trees.ts';
import type { Property } from '../value.ts';
import { assignmentsIn } from './assignments.ts';
import { backendFile } from './backend-file.ts';
import { attributeOf, blocksOf, isTrue } from './declarations.ts';
import { evaluate } from './expressions.ts';
import { folderOf } from './folders.ts';
import { Module } from './module.ts';
import { resourcesIn } from './resources.ts';
import { placeIn } from './scope.ts';

/**
 * The model of a Terraform file, a variable file or a backend configuration. A module is a folder: the names that the
 * file uses are looked for in the files beside it, its variables in the variable files, called modules in their folders.
 */
export function terraformModel(document: SourceDocument, workspace: Workspace): InfrastructureModel {
  const module = Module.root(workspace, folderOf(document.path));
  return new TerraformModel(document, [document], module);
}

class TerraformModel implements InfrastructureModel {
  readonly document: SourceDocument;
  readonly language = 'terraform';
  readonly targetScope = undefined;
  readonly #documents: readonly SourceDocument[];
  readonly #module: Module;
  #resources: readonly Resource[] | undefined;
  #parameters: readonly Parameter[] | undefined;
  #outputs: readonly Output[] | undefined;
  #modules: readonly ModuleCall[] | undefined;
  #assignments: readonly Assignment[] | undefined;

  /** @param documents what is modelled: one file, or all files of a called module */
  constructor(document: SourceDocument, documents: readonly SourceDocument[], module: Module) {
    this.document = document;
    this.#documents = documents;
    this.#module = module;
  }

  get resources(): readonly Resource[] {
    this.#resources ??= this.#documents.flatMap((document): readonly Resource[] => {
      if (document.kind === 'terraform-variables') return [];
      if (document.kind === 'terraform-backend') return [backendFile(document, this.#module)];
      return resourcesIn(document, this.#module);
    });
    return this.#resources;
  }

  get parameters(): readonly Parameter[] {
    this.#parameters ??= this.#labelled('variable', (block, document, name) => {
      const type = attributeOf(block.body, 'type')?.value.range;
      const written = attributeOf(block.body, 'default')?.value;
      return {
        ...name,
        range: block.range,
        isSecure: isTrue(block, 'sensitive'),
        type: type ? document.source.slice(type) : '',
        default: written && evaluate(written, this.#module.scope(document)),
      };
    });
    return this.#parameters;
  }

  get outputs(): readonly Output[] {
    this.#outputs ??= this.#labelled('output', (block, document, name) => {
      const value = attributeOf(block.body, 'value')?.value;
      const place = placeIn(this.#module.scope(document), value?.range ?? block.range);
      return {
        ...name,
        range: block.range,
        isSecure: isTrue(block, 'sensitive'),
        value: reference(place, () => this.#module.output(name.name) ?? unknownValue(place)),
      };
    });
    return this.#outputs;
  }

  get modules(): readonly ModuleCall[] {
    this.#modules ??= ['module', 'component'].flatMap((type) =>
      this.#labelled(type, (block, document, name) => new TerraformModuleCall(block, document, name, this.#module)),
    );
    return this.#modules;
  }

  get assignments(): readonly Assignment[] {
    this.#assignments ??= this.#documents.flatMap((document) =>
      document.kind === 'terraform-variables' ? assignmentsIn(document, this.#module.workspace) : [],
    );
    return this.#assignments;
  }

  #labelled<T>(type: string, make: (block: Block, document: SourceDocument, name: DeclaredName) => T): readonly T[] {
    return this.#documents.flatMap((document) => {
      if (document.kind !== 'terraform') return [];
      return blocksOf(terraformTree(document).body, type).flatMap((block) => {
        const [label] = block.labels;
        if (!label) return [];
        const { start, end } = label.range;
        const nameRange = label.isQuoted ? { start: start + 1, end: end - 1 } : label.range;
        return [make(block, document, { name: label.text, nameRange })];
      });
    });
  }
}

interface DeclaredName {
  readonly name: string;
  readonly nameRange: Range;
}

class TerraformModuleCall implements ModuleCall {
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly range: Range;
  readonly source: string;
  readonly sourceRange: Range;
  readonly #block: Block;
  readonly #document: SourceDocument;
  readonly #caller: Module;
  #arguments: readonly Property[] | undefined;
  #target: InfrastructureModel | undefined | null = null;

  constructor(block: Block, document: SourceDocument, { name, nameRange }: DeclaredName, caller: Module) {
    const source = attributeOf(block.body, 'source')?.value;
    this.symbol = name;
    this.symbolRange = nameRange;
    this.range = block.range;
    this.source = (source && exactOf(evaluate(source, caller.scope(document)))) ?? '';
    this.sourceRange = source?.range ?? nameRange;
    this.#block = block;
    this.#document = document;
    this.#caller = caller;
  }

  get arguments(): readonly Property[] {
    this.#arguments ??= this.#caller.callArguments(this.#document, this.#block);
    return this.#arguments;
  }

  /** All files of the called folder as one model, with the arguments of this call. Its document is `main.tf`, else the first. */
  get target(): InfrastructureModel | undefined {
    if (this.#target === null) {
      const module = this.#caller.child(this.symbol);
      const main = module?.documents.find(({ path }) => path.endsWith('/main.tf')) ?? module?.documents[0];
      this.#target = module && main && new TerraformModel(main, module.documents, module);
    }
    return this.#target;
  }
}
