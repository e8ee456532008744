import type { BreadthClassName } from '../breadth/breadth-class.ts';
import type { Language } from '../pattern-set/language.ts';

export type PlatformId =
  | 'github'
  | 'gitlab'
  | 'azure-devops'
  | 'terraform-cloud'
  | 'kubernetes'
  | 'entra'
  | 'aws'
  | 'google-cloud'
  | 'spiffe'
  | 'bitbucket'
  | 'circleci'
  | 'buildkite'
  | 'spacelift'
  | 'octopus'
  | 'scalr'
  | 'env0'
  | 'pulumi'
  | 'jenkins'
  | 'codefresh'
  | 'buddy';

/**
 * What Keyless knows of one platform that issues tokens. Data only: adding a platform is adding an entry and its
 * vectors. Templates hold `{slot}` parts, whose values `slots` describes; everything else in them is literal.
 */
export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  readonly issuers: readonly IssuerForm[];
  /** The slots of issuer and subject templates by name. */
  readonly slots: Readonly<Record<string, Slot>>;
  readonly subjects: readonly SubjectForm[];
  /** What breadth classes follow from which slots being free. */
  readonly parts: readonly BreadthPart[];
  /** Classes that follow from one certain value of a slot. */
  readonly values?: readonly ValueClass[];
  /** Claims a flexible credential may compare; empty where Entra accepts no expression for the platform. */
  readonly flexibleClaims: readonly string[];
  /** The audience that the platform's Entra integration asks for, where it has a usual one. */
  readonly audience?: string;
  /** What somebody without trust in the named scope can choose. A sentence. */
  readonly attackerPart: string;
  /** The narrowest subject to propose. Slots the pattern does not bind are left as placeholders. */
  readonly narrowest: string;
  readonly mistakes: readonly SubjectMistake[];
  /** Subjects whose form a customer chooses, read off the text of a credential. */
  readonly customSubjects?: CustomSubjects;
  /**
   * What an unknown part of the source may stand for, simplest first: `{a}` one name, `{a}/{b}` two. Only `{a}` where
   * absent.
   */
  readonly unknownShapes?: readonly string[];
  /** Text that tells the platform by the subject alone, where the issuer is not known. */
  readonly subjectPrefixes?: readonly string[];
  /** How the platform is called on a customer's own address, which only subjects of this beginning give away. */
  readonly selfHosted?: { readonly product: string; readonly subjectPrefix: string };
  /** Subjects that one run alone has. `explanation` is a sentence. */
  readonly singleUse?: { readonly contains: string; readonly explanation: string };
}

/** One way the platform spells `iss`. */
export interface IssuerForm {
  readonly template: string;
  /** False where Entra accepts no claims matching expression with this issuer although it does for others. */
  readonly isFlexible: boolean;
  /** Which product: `GitHub Enterprise Server`. */
  readonly product: string;
  readonly classes?: readonly BreadthClassName[];
  /** Subject forms that occur with this issuer only; all where absent. */
  readonly subjects?: readonly string[];
  /** True where the subjects of this issuer hold names only, although others of the platform can hold ids. */
  readonly withoutIds?: boolean;
  /** The audience to ask for with this issuer, where it is not the platform's. */
  readonly audience?: string;
}

export type Slot =
  /** One or more characters of a class, written as inside `[...]`; `typical` is a value for examples. */
  | {
      readonly kind: 'text';
      readonly chars: string;
      readonly atLeast?: number;
      /** True where blanks may stand inside but not at either end. */
      readonly isTrimmed?: boolean;
      /** Beginnings that the platform refuses. */
      readonly neverBegins?: readonly string[];
      /** True where `/` only stands between other characters. */
      readonly isPath?: boolean;
      readonly typical?: string;
    }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  /** Any number of segments, each followed by `/`. */
  | { readonly kind: 'path'; readonly chars: string }
  /** A UUID in lower or upper case. */
  | { readonly kind: 'uuid' };

/** One form of the platform's subjects. */
export interface SubjectForm {
  readonly id: string;
  readonly template: string;
  /** Classes of every credential that a subject of this form matches. */
  readonly classes?: readonly BreadthClassName[];
  /** Slots with names for which the platform has ids: a known value there can change hands. */
  readonly mutable?: readonly string[];
  /** The form to propose where several would do. */
  readonly isRecommended?: boolean;
  /** Narrower templates with a meaning of their own: a credential all of whose subjects fit one gets the class. */
  readonly lookalikes?: readonly { readonly template: string; readonly class: BreadthClassName }[];
}

export interface CustomSubjects {
  /** Every subject that some customisation yields, default ones included. */
  readonly all: Language;
  /**
   * The forms that a subject of this text can belong to; undefined where it fits no customisation.
   * @param isPattern whether `*` in it is a wildcard
   */
  formsOf(subject: string, isPattern: boolean): readonly SubjectForm[] | undefined;
}

/**
 * A part of the subject that tells who may ask. It is bound where one of `anchors` has a single value, free where all
 * slots take every value, and a glob in between. Applies to forms that have all of `slots`.
 */
export interface BreadthPart {
  readonly slots: readonly string[];
  readonly anchors: readonly string[];
  readonly any: BreadthClassName;
  readonly some: BreadthClassName;
  /** Report `unterminated` where the name itself matches and every longer one too. */
  readonly reportsUnterminated?: boolean;
  /** A name a stranger could choose, for the example of who else matches. */
  readonly stranger: string;
}

export interface ValueClass {
  readonly slot: string;
  readonly values: readonly string[];
  readonly class: BreadthClassName;
}

/** A known way to write a subject that never matches. */
export interface SubjectMistake {
  readonly wrong: string;
  readonly right: string;
  /** Where `wrong` must stand: anywhere, or at the end of the subject. */
  readonly at: 'anywhere' | 'end';
  /** Not a mistake where this follows. */
  readonly unlessFollowedBy?: readonly string[];
  /** Not a mistake behind this. */
  readonly unlessPrecededBy?: string;
  /** A sentence. */
  readonly explanation: string;
}
