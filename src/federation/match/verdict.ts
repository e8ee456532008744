/** Whether tokens of a workload match a credential: each of them, some, or none. */
export type Verdict = 'always' | 'sometimes' | 'never';

export type MatchCauseId =
  | 'no-token'
  | 'no-subject'
  | 'issuer-trailing-slash'
  | 'issuer'
  | 'audience'
  | 'case'
  | 'id-form'
  | 'name-form'
  | 'template'
  | 'environment-expected'
  | 'environment-unexpected'
  | 'pull-request-expected'
  | 'pull-request-unexpected'
  | 'tag-expected'
  | 'branch-expected'
  | 'merge-queue'
  | 'dead'
  | 'refused'
  | 'job-workflow-ref'
  | 'value';

/** Why nothing matches: the nearest of the differences. */
export interface MatchCause {
  readonly id: MatchCauseId;
  /** A whole sentence. */
  readonly explanation: string;
}

export interface Match {
  readonly verdict: Verdict;
  /** With `never` and a known reason. Worked out on the first access, so do not copy what nobody reads. */
  readonly cause: MatchCause | undefined;
  /** With `sometimes`: a subject that the workload presents and the credential refuses. */
  readonly refused: string | undefined;
  /** With `sometimes` and `always`: a subject that matches. */
  readonly accepted: string | undefined;
}
