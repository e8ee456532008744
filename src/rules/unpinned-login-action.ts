import type { Step, UsesReference } from '../model/pipeline/pipeline.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { BRANCH_NAME, SIGN_IN_ACTIONS } from './catalogue/login-actions.ts';
import { CURRENT_LOGIN, LOGIN_ACTIONS, LOGIN_RELEASES, type LoginRelease } from './catalogue/login-versions.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';
import { loginVersion, versionName } from './support/login-version.ts';

const RISK = 'the next run executes whatever stands there then, with the credentials or the token of this job';

const MESSAGES = {
  branch: `{action} is used {at}, and ${RISK}. Use a release, better its commit.`,
  movingTag: `{action} is used {at}, which its owner can move: ${RISK}. Pin it to the commit of a release, with the tag in a comment.`,
} as const;

type Context = RuleContext<keyof typeof MESSAGES>;

/** An action that signs in, referred to by something that moves. */
export const unpinnedLoginAction = defineRule({
  id: 'unpinned-login-action',
  title: 'Action that signs in is not pinned',
  severity: 'information',
  tags: ['CWE-829', 'CICD-SEC-3'],
  messages: MESSAGES,
  options: {
    'require-commit': {
      type: 'boolean',
      default: false,
      description: 'Report tags too: only a full commit id counts as pinned.',
    },
  },
  checks: {
    step(step, context) {
      const { uses } = step;
      if (!uses || uses.isLocal || step.job.pipeline.platform !== 'github' || !signsIn(uses.action)) return;
      const { ref } = uses;
      if (ref === undefined || BRANCH_NAME.test(ref)) report('branch', step, uses, context);
      else if (context.option<boolean>('require-commit') && !/^[0-9a-f]{40}$/i.test(ref)) {
        report('movingTag', step, uses, context);
      }
    },
  },
});

function signsIn(action: string): boolean {
  return SIGN_IN_ACTIONS.some((row) => (row.endsWith('/*') ? action.startsWith(row.slice(0, -1)) : row === action));
}

function report(messageId: keyof typeof MESSAGES, step: Step, uses: UsesReference, context: Context): void {
  context.report({
    messageId,
    data: { action: uses.action, at: uses.ref === undefined ? 'without a version' : `at \`${uses.ref}\`` },
    range: uses.range,
    fixes: LOGIN_ACTIONS.includes(uses.action) ? fixesFor(messageId, step, uses, context) : [],
  });
}

function fixesFor(
  messageId: keyof typeof MESSAGES,
  step: Step,
  uses: UsesReference,
  { document }: Context,
): readonly Fix[] {
  const { editor } = step.job.pipeline;
  const fixes: Fix[] = [];
  const release = messageId === 'branch' ? { edits: editor.replaceUses(uses, CURRENT_LOGIN) } : undefined;
  const toTag = editsOf(document.uri, release?.edits);
  if (toTag) fixes.push({ title: `Use ${CURRENT_LOGIN}`, safety: 'needs-review', edits: toTag, followUps: [] });
  const pinned = releaseFor(uses);
  const toCommit = pinned && editsOf(document.uri, pin(step, uses, pinned, document.source.text));
  if (toCommit) {
    const title = `Pin it to the commit of ${versionName(pinned.version)}`;
    const followUps = ['Let Dependabot or Renovate move the commit when a release comes out.'];
    fixes.push({ title, safety: 'needs-review', edits: toCommit, followUps });
  }
  return fixes;
}

/** The newest release that the reference can mean: of a branch the newest of all. */
function releaseFor(uses: UsesReference): LoginRelease | undefined {
  const known = loginVersion(uses);
  if (known.kind === 'branch') return LOGIN_RELEASES.at(-1);
  if (known.kind === 'commit') return undefined;
  return LOGIN_RELEASES.findLast(({ version }) =>
    version.every((part, index) => known.version[index] === Infinity || known.version[index] === part),
  );
}

/** The tag goes into a comment behind, where the line has room for one. */
function pin(
  step: Step,
  uses: UsesReference,
  { commit, version }: LoginRelease,
  text: string,
): readonly TextEdit[] | undefined {
  const action = uses.action === 'azure/login' ? (uses.raw.split('@')[0] ?? uses.action) : 'azure/login';
  const edits = step.job.pipeline.editor.replaceUses(uses, `${action}@${commit}`);
  const { end } = uses.range;
  const hasRoom = /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
  if (!edits || !hasRoom) return edits;
  return [...edits, { range: { start: end, end }, newText: ` # ${versionName(version)}` }];
}
