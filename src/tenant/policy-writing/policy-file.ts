import type { PolicyDraft } from './draft.ts';

/** Policies that a file holds. */
export interface PolicyFile {
  readonly drafts: readonly PolicyDraft[];
  /** What could not be known from the file, for the person who simulates it. */
  readonly notes: readonly string[];
}

/** A file that holds no policy, or one that cannot be read. The message says where and why. */
export class PolicyFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyFileError';
  }
}
