import type { TextSet } from './subject-set.ts';

export const SUBJECT_CONFIDENCES = ['certain', 'likely', 'uncertain'] as const;

/**
 * `certain`: the job presents such a subject. `likely`: as far as the file tells, for what it depends on is not known
 * here. `uncertain`: it may; the platform's documentation or the repository's settings decide.
 */
export type SubjectConfidence = (typeof SUBJECT_CONFIDENCES)[number];

/** Subjects that tokens of one workload can carry. */
export interface TokenSubject {
  /**
   * Exactly the `iss` of the tokens; with `<...>` for what is not known here, so that it equals that of no credential.
   */
  readonly issuer: string;
  readonly subject: TextSet;
  /** The claim `job_workflow_ref` of the same tokens, where the platform has it. */
  readonly jobWorkflowRef: TextSet | undefined;
  /** The audience that is asked for, where it is known. */
  readonly audience: string | undefined;
  readonly confidence: SubjectConfidence;
  /** Where it comes from, for people: `push`, `pull_request`. */
  readonly origin: string;
}
