import type { Location } from '../model/document.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';

/** In order of weight: `error` first. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure a finding is: `low` where it holds only under an assumption, which the message then names. */
export type Confidence = 'high' | 'medium' | 'low';

/** One thing a rule says. Never holds a secret value: it names places, not values. */
export interface Finding {
  readonly ruleId: string;
  /** Which of the rule's messages this is: part of the identity of a finding. */
  readonly messageId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong, why it matters, what to do: whole sentences. */
  readonly message: string;
  readonly uri: string;
  readonly range: Range;
  readonly related: readonly RelatedLocation[];
  readonly tags: readonly string[];
  readonly fixes: readonly Fix[];
}

export interface RelatedLocation extends Location {
  /** What this place has to do with the finding. */
  readonly message: string;
}

/**
 * `safe`: same behaviour, or strictly safer with nothing else to do; fix-all applies these only.
 * `needs-review`: a person must look, or act on the follow-ups.
 */
export type FixSafety = 'safe' | 'needs-review';

export interface Fix {
  /** Imperative, says what changes: `Log in with OIDC instead of the secret AZURE_CREDENTIALS`. */
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly FileEdits[];
  /**
   * What a person must still do afterwards, each a whole sentence: grant this role, create that credential. Code for it
   * may follow as Markdown, in paragraphs of its own.
   */
  readonly followUps: readonly string[];
}

/** A follow-up without the code behind it: for places that show one line. */
export function inShort(followUp: string): string {
  return followUp.split('\n\n', 1)[0] ?? followUp;
}

export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}
