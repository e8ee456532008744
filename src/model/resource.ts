import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { SourceDocument } from './document.ts';
import type { Property, Value } from './value.ts';

export type InfrastructureLanguage = 'bicep' | 'arm-json' | 'terraform';

/**
 * What a declaration does. `resource` creates; `existing` (Bicep) and `data` (Terraform) only look up;
 * `provider`, `backend` and `ephemeral` are Terraform's.
 */
export type ResourceMode = 'resource' | 'existing' | 'data' | 'ephemeral' | 'provider' | 'backend';

/** One declared resource of Bicep, an ARM template or Terraform: the same shape for all three. */
export interface Resource {
  readonly document: SourceDocument;
  readonly language: InfrastructureLanguage;
  readonly mode: ResourceMode;
  /**
   * As declared, nested types joined: `Microsoft.Storage/storageAccounts/blobServices`, `azuread_application_password`,
   * for `provider` and `backend` the provider's or backend's name. Compare with `isType`, which knows the casing rules.
   */
  readonly type: string;
  /** Bicep and ARM: `2024-11-30`, `v1.0` for Microsoft Graph. */
  readonly apiVersion: string | undefined;
  /** Terraform: the provider's local name (`azurerm`) and the version constraint or lock that is known for it. */
  readonly provider: { readonly name: string; readonly version: string | undefined } | undefined;
  /** Symbolic name (Bicep symbol, Terraform label), the template's name expression for ARM JSON without symbols. */
  readonly symbol: string;
  readonly symbolRange: Range;
  /** The part that names the type: the place to mark when no property is at fault. */
  readonly typeRange: Range;
  /** The whole declaration, decorators and leading comments left out. */
  readonly range: Range;
  readonly body: Value;
  /** The resource this one is nested in, or names as `parent`, or (ARM) is a child of by its type. */
  readonly parent: Resource | undefined;
  readonly isConditional: boolean;
  readonly isLoop: boolean;
  readonly editor: ResourceEditor;

  /** True for the type, without regard to case in Bicep and ARM. */
  isType(type: string): boolean;
  /**
   * The properties at a path in the catalogue's notation: `a.b` property, `[]` every element, `{}` every value of a
   * dictionary, `properties<kind=X>.y` only where the discriminator has that value. Terraform: attributes and nested
   * blocks joined by dots, `dynamic` blocks included. Several where elements or blocks repeat, none where absent.
   */
  find(path: string): readonly Property[];
}

/** A literal to write: rendered in the file's language and style. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [name: string]: Literal }
  | RawText;

/** An expression to write as it stands. */
export interface RawText {
  readonly raw: string;
}

/**
 * Smallest edits on one resource that keep comments and layout. Each returns `undefined` where the shape of the
 * source does not allow the edit (a spread, a property held in a variable); the caller then offers no fix.
 */
export interface ResourceEditor {
  /** Sets a property; creates the objects or blocks on the way; replaces the value where the property exists. */
  set(path: string, value: Literal): readonly TextEdit[] | undefined;
  /** Removes a property or block with its line; an object left empty stays. */
  remove(property: Property): readonly TextEdit[] | undefined;
  /** Replaces only the value of a property. */
  replaceValue(property: Property, value: Literal): readonly TextEdit[] | undefined;
  /** Removes the whole declaration with its decorators and own-line leading comments. */
  removeResource(): readonly TextEdit[] | undefined;
  /** Writes text as a new declaration behind this one, separated by a blank line. */
  insertAfter(declaration: string): readonly TextEdit[];
}

/** A parameter (Bicep, ARM) or variable (Terraform). */
export interface Parameter {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly isSecure: boolean;
  /** The declared type as written: `string`, `object`; empty where none is. */
  readonly type: string;
  readonly default: Value | undefined;
}

/** An output of a template or Terraform module. */
export interface Output {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly isSecure: boolean;
  readonly value: Value;
}

/** A call of a module with what is passed to it. `target` is the local file or folder, where there is one. */
export interface ModuleCall {
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly range: Range;
  /** As written: `./storage.bicep`, `br/public:avm/res/...:0.1`, `Azure/naming/azurerm`. */
  readonly source: string;
  readonly sourceRange: Range;
  readonly target: InfrastructureModel | undefined;
  readonly arguments: readonly Property[];
}

/** A value assigned in `.bicepparam`, ARM parameter file or `.tfvars`. */
export interface Assignment extends Property {
  /** True where the parameter it feeds is declared secure; undefined where the declaration is not found. */
  readonly isSecure: boolean | undefined;
}

/** Where a template is deployed to: what a resource without a `scope` of its own is created in. */
export type TargetScope = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup';

/** Everything rules ask of one file of infrastructure code. Evaluated on first use. */
export interface InfrastructureModel {
  readonly document: SourceDocument;
  readonly language: InfrastructureLanguage;
  /** Bicep's `targetScope`, the kind of schema of an ARM template; undefined for Terraform. */
  readonly targetScope: TargetScope | undefined;
  readonly resources: readonly Resource[];
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Output[];
  readonly modules: readonly ModuleCall[];
  readonly assignments: readonly Assignment[];
}
