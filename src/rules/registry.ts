import { broadFederationSubject } from './broad-federation-subject.ts';
import { deadFederationSubject } from './dead-federation-subject.ts';
import { longLivedCredential } from './long-lived-credential.ts';
import type { Rule } from './rule.ts';

/** Every rule, sorted by id. Adding a rule is one import and one line here. */
export const RULES: readonly Rule[] = [broadFederationSubject, deadFederationSubject, longLivedCredential];
