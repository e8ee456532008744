/** A row of `bicep-sinks.json` or `terraform-sinks.json`, as far as it is read. */
export interface SourceRow {
  readonly id: string;
  readonly tier: 'curated' | 'extracted';
  readonly service: string;
  readonly kind: string;
  readonly match: {
    readonly resourceType?: string;
    readonly path?: string;
    readonly function?: string;
    readonly extension?: string;
    readonly blockType?: string;
    readonly type?: string;
    readonly nameRegex?: string;
    readonly valueRegex?: string;
    readonly nameAttribute?: string;
    readonly hosts?: readonly string[];
  };
  readonly when?: string | undefined;
  readonly credential?: string;
  /** How sure the extraction is: `low` by a mark or name alone. */
  readonly confidence?: 'high' | 'medium' | 'low';
  readonly profile: string;
  readonly default?: { readonly whenAbsent: string; readonly source: string };
  readonly secureValues?: readonly unknown[];
  readonly insecureValues?: readonly unknown[];
  readonly fix: Readonly<Record<string, unknown>>;
  readonly companion?: {
    readonly roles?: readonly { readonly name: string; readonly id: string; readonly scope?: string }[];
    readonly other?: string;
  };
  readonly breaks?: string;
  readonly versions?: {
    readonly first?: string;
    readonly last?: string;
    readonly latestStable?: string;
    readonly suggest?: string;
    readonly inLatestStable?: boolean;
    readonly azurerm?: readonly string[];
    readonly resourceIn?: readonly string[];
  };
  readonly identity?: { readonly typeValues?: readonly string[]; readonly required?: boolean };
  readonly computeHost?: boolean;
  readonly relatedSwitch?: string;
  readonly hosts?: readonly string[];
  readonly valueShape?: unknown;
  readonly required?: boolean;
  readonly examples?: unknown;
}

/** What the overlay may add to a row that the source does not say. */
export interface Amendment {
  /** What the value is when nothing is written: insecure, secure or not known; and whether a source says so. */
  readonly absent?: { readonly means: 'insecure' | 'secure' | 'unknown'; readonly isVerified: boolean };
  /** The most that a finding on the row may weigh. */
  readonly atMost?: 'information';
  /** The row of the same switch under the name that newer provider versions give it. */
  readonly newName?: string;
  /** A path that must be there for the absence of the switch to mean anything. */
  readonly within?: string;
  /** Where the property has one of these values, or any where none are named, the row does not apply. */
  readonly unless?: { readonly path: string; readonly values: readonly string[] };
  /** A child resource that may be the switch; with a name where the type holds several. */
  readonly child?: { readonly type: string; readonly name?: string };
}

export type AmendedRow = SourceRow & Amendment;
