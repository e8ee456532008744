/** What a row is about: `docs/writing-rules.md` says what each kind holds. */
export type RowKind =
  | 'credential-value'
  | 'credential-resource'
  | 'credential-reference'
  | 'local-auth-switch'
  | 'auth-mode'
  | 'identity-missing'
  | 'identity-capability'
  | 'app-setting'
  | 'app-setting-host'
  | 'secret-function'
  | 'secret-attribute'
  | 'secret-distribution'
  | 'secret-variable'
  | 'output-leak'
  | 'credential-lifetime'
  | 'role-assignment'
  | 'over-broad-access'
  | 'provider-auth'
  | 'backend-auth';

/** How the state of the value weighs. `secret-no-alternative`: nothing keyless exists, so a secure supply is no finding. */
export type RowProfile =
  | 'secret-replaceable'
  | 'secret-no-alternative'
  | 'switch'
  | 'block-present'
  | 'block-missing'
  | 'output-leak'
  | 'role'
  | 'lifetime'
  | 'inventory';

/**
 * `mechanical`: the edit is safe alone. `mechanical-with-companion`: it is exact, but access is lost until the companion
 * exists. `guided`: a person must choose. `guidance`: words only.
 */
export type FixClass = 'none' | 'mechanical' | 'mechanical-with-companion' | 'guided' | 'guidance';

/**
 * A value to write: a JSON literal; text with `<...>` in it is a placeholder to be asked for; `{ oneOf: [...] }` a choice,
 * `{ expr: '...' }` an expression to write as it stands, `{ moveFrom: 'path' }` the value of another property.
 */
export type RowValue = string | number | boolean | null | readonly RowValue[] | { readonly [name: string]: RowValue };

export interface RowFix {
  readonly class: FixClass;
  /** What to use instead, in words. */
  readonly alternative: string | undefined;
  /** Values by path. */
  readonly set: Readonly<Record<string, RowValue>>;
  readonly add: Readonly<Record<string, RowValue>>;
  readonly remove: readonly string[];
  /** Properties of the resource of this type that is the parent. */
  readonly onParent: { readonly type: string; readonly [path: string]: RowValue } | undefined;
  /** App settings of the same host. */
  readonly appSettings:
    | { readonly set?: Readonly<Record<string, RowValue>>; readonly remove?: readonly string[] }
    | undefined;
  /** Rows of app settings: the settings that stand in for the one that holds the secret. */
  readonly settings: Readonly<Record<string, RowValue>> | undefined;
  /** The matched block goes away, once nothing refers to it. */
  readonly removeBlock: boolean;
  /** A resource to write beside the matched one. */
  readonly addResource: { readonly [name: string]: RowValue } | undefined;
}

/** A role that callers need once the secret is gone. */
export interface CompanionRole {
  readonly name: string;
  /** The GUID of the role definition; for Cosmos DB that of its data plane. */
  readonly id: string;
  /** On what, or for which use, in words. */
  readonly scope: string | undefined;
}

/** One fact about a resource type. Texts are written as the source spells them. */
export interface CatalogueRow {
  /** `storage.shared-key`; for extracted rows type and path: `microsoft.web/sites#properties.x`. */
  readonly id: string;
  /** Written by hand and checked, or taken from type data: then its advice is generic. */
  readonly tier: 'curated' | 'extracted';
  readonly kind: RowKind;
  readonly profile: RowProfile;
  /** The id of the rule that speaks of it. */
  readonly rule: string;
  /** Resource type; of Terraform without the kind of block. Empty for app settings. */
  readonly type: string;
  /** In the notation of `Resource.find`; empty where the row is about no property. */
  readonly path: string;
  /** `listKeys`, for rows of secret functions. */
  readonly functionName: string | undefined;
  /** `Service Bus`; curated rows only. */
  readonly service: string | undefined;
  /** `shared key and SAS`, `client secret`. */
  readonly credential: string | undefined;
  readonly fix: RowFix;
  readonly roles: readonly CompanionRole[];
  /** What else must exist, in words. */
  readonly companion: string | undefined;
  /** What stops working, in words. */
  readonly breaks: string | undefined;
  /** A further condition in words: the rule must know it or leave the row alone. */
  readonly when: string | undefined;
  readonly secureValues: readonly RowValue[];
  readonly insecureValues: readonly RowValue[];
  /** What the service does when nothing is written, and whether a source says so. */
  readonly absent: { readonly means: 'secure' | 'insecure' | 'unknown'; readonly isVerified: boolean } | undefined;
  readonly atMost: 'information' | undefined;
  /** The id of the row of the same switch under its newer name. */
  readonly newName: string | undefined;
  /** A path that must be there for the absence of the switch to mean anything. */
  readonly within: string | undefined;
  /** Where the property has one of these values, or any where none are named, the row does not apply. */
  readonly unless: { readonly path: string; readonly values: readonly string[] } | undefined;
  /** A child resource that may be the switch, or with an empty `path` is it; named where the type holds several. */
  readonly child: { readonly type: string; readonly name?: string } | undefined;
  readonly versions: RowVersions;
  readonly nameRegex: string | undefined;
  readonly valueRegex: string | undefined;
  /** The attribute that `nameRegex` looks at. */
  readonly nameAttribute: string | undefined;
  /** Names of hosts of app settings: `webapp`, `functions`, `containerapp`, `aci`, `k8s` ... */
  readonly hosts: readonly string[];
  readonly shape: SettingShape | undefined;
  /** The id of the switch that closes the key which the function returns. */
  readonly relatedSwitch: string | undefined;
  /** The spellings of `identity.type` that the type takes. */
  readonly identityTypes: readonly string[];
  /** A place where code runs, or that calls other services. */
  readonly isComputeHost: boolean;
  readonly isRequired: boolean;
}

/** How a host writes its settings: names are those of the parts of an element. */
export interface SettingShape {
  readonly shape: 'list' | 'block-list' | 'map' | 'map-of-objects';
  readonly name?: string;
  readonly value?: string;
  readonly secretRef?: string;
  readonly secureValue?: string;
}

export interface RowVersions {
  /** Bicep: the first API version that has the property, and the last where it is gone. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Bicep: the newest stable API version that has it, else the newest preview. */
  readonly suggest: string | undefined;
  /** Terraform: majors of azurerm whose schema has the attribute, and those that have the resource; empty where unknown. */
  readonly azurerm: readonly number[];
  readonly resourceIn: readonly number[];
}
