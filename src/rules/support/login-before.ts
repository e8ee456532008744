import type { Step } from '../../model/pipeline/pipeline.ts';
import { insertStep } from '../../model/pipeline/yaml/insert-step.ts';
import type { NewPair } from '../../syntax/yaml/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { CURRENT_LOGIN } from '../catalogue/login-versions.ts';
import type { RuleContext } from '../rule.ts';
import { hasLoginBefore } from './azure-login.ts';
import { mayAskForToken } from './callers.ts';
import { allEdits } from './edits.ts';
import { grantToken } from './grant-token.ts';
import { idsInFrontOf, type LoginIds } from './identity-names.ts';

/** A login in front of a step that needs a session of the Azure CLI. */
export interface LoginBefore {
  /** None where the job logs in before already. */
  readonly edits: readonly TextEdit[];
  readonly newVariables: readonly string[];
}

/**
 * Writes an azure/login step with OIDC in front of a step, under the same condition, and lets the job ask for a token.
 * `undefined` where callers would have to change too, or the source does not allow it.
 */
export function loginBefore(
  step: Step,
  context: Pick<RuleContext, 'workspace'>,
  how: {
    readonly ids?: LoginIds;
    /** True where the step itself goes: the login takes its place, below the comments above it. */
    readonly isReplacement?: boolean;
  } = {},
): LoginBefore | undefined {
  if (hasLoginBefore(step)) return { edits: [], newVariables: [] };
  if (!mayAskForToken(step.job, context.workspace)) return undefined;
  const { ids = idsInFrontOf(step), isReplacement = false } = how;
  const pairs: NewPair[] = [
    ...(step.name ? [{ name: 'name', value: 'Log in to Azure' }] : []),
    ...(step.condition ? [{ name: 'if', value: step.condition.raw }] : []),
    { name: 'uses', value: CURRENT_LOGIN },
    { name: 'with', value: ids.entries },
  ];
  const edits = allEdits(insertStep(step, pairs, isReplacement), grantToken(step.job));
  return edits && { edits, newVariables: ids.newVariables };
}
