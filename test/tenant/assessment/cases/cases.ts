import { CREDENTIALS } from './credentials.ts';
import { FEDERATION } from './federation.ts';
import { GOVERNANCE } from './governance.ts';
import { LIFECYCLE } from './lifecycle.ts';
import type { CheckCases } from './parts.ts';
import { PRIVILEGE } from './privilege.ts';

/** For every check what fails, what passes, and what it is not about. */
export const CASES: Readonly<Record<string, CheckCases>> = {
  ...CREDENTIALS,
  ...FEDERATION,
  ...LIFECYCLE,
  ...PRIVILEGE,
  ...GOVERNANCE,
};
