import type { Step } from '../model/pipeline/pipeline.ts';
import {
  CURRENT_LOGIN,
  FIRST_ESCAPING_VERSIONS,
  FIRST_OIDC_VERSION,
  FIRST_SOVEREIGN_OIDC_VERSION,
  SOVEREIGN_AUDIENCES,
  type Version,
} from './catalogue/login-versions.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { azureLogin } from './support/azure-login.ts';
import { editsOf } from './support/edits.ts';
import { isOlder, isRetired, loginVersion, versionName } from './support/login-version.ts';

const MESSAGES = {
  tooOld:
    'azure/login {version} does not know `client-id`: logging in by OIDC began with v1.4.0. The step fails for want of `creds`. Use {current}.',
  tooOldForCloud:
    'azure/login {version} logs in by OIDC to the public cloud only, so this step fails for {cloud}: other clouds began with v1.5.0. Use {current}.',
  endOfLife:
    'azure/login {version} is at the end of its life: it gets no fixes any more, security fixes included. Use {current}.',
  unescapedInput:
    'azure/login {version} writes its inputs into a PowerShell script without escaping them, and `enable-AzPSSession` makes it run that script: a quote in an id or in `environment` runs as code. Use {current}, v2.3.1 or newer.',
} as const;

type MessageId = keyof typeof MESSAGES;

/**
 * An azure/login step whose version cannot do what the step asks for, or is not kept any more. A commit is judged only
 * where the table of releases knows it.
 */
export const oidcActionVersion = defineRule({
  id: 'oidc-action-version',
  title: 'Version of azure/login too old for OIDC or at the end of its life',
  severity: 'information',
  tags: ['CWE-1104', 'CICD-SEC-3'],
  messages: MESSAGES,
  checks: {
    step(step, context) {
      const login = azureLogin(step);
      if (!login || !step.uses) return;
      const known = loginVersion(step.uses);
      if (known.kind === 'branch' || !known.version) return;
      const { version } = known;
      const mistake = mistakeOf(step, version);
      // With a secret, client-secret's fix moves the step to the current version.
      if (!mistake || (mistake === 'endOfLife' && login.mode === 'secret')) return;
      context.report({
        messageId: mistake,
        data: { version: versionName(version), cloud: cloudOf(step), current: CURRENT_LOGIN },
        range: step.uses.range,
        severity: mistake === 'tooOld' || mistake === 'tooOldForCloud' ? 'error' : 'information',
        fixes: known.kind === 'commit' ? [] : upgrade(step, context),
      });
    },
  },
});

function mistakeOf(step: Step, version: Version): MessageId | undefined {
  const usesIds = azureLogin(step)?.mode === 'oidc';
  if (usesIds && isOlder(version, FIRST_OIDC_VERSION)) return 'tooOld';
  if (usesIds && isOlder(version, FIRST_SOVEREIGN_OIDC_VERSION) && SOVEREIGN_AUDIENCES[cloudOf(step).toLowerCase()]) {
    return 'tooOldForCloud';
  }
  if (isRetired(version)) return 'endOfLife';
  const isOn = step.input('enable-AzPSSession')?.value.raw.trim().toLowerCase() === 'true';
  return isOn && FIRST_ESCAPING_VERSIONS.some((first) => first[0] === version[0] && isOlder(version, first))
    ? 'unescapedInput'
    : undefined;
}

function cloudOf(step: Step): string {
  return step.input('environment')?.value.raw.trim() ?? '';
}

/** A commit stays pinned: which one is to follow is not for a quick-fix to choose. */
function upgrade(step: Step, context: RuleContext<MessageId>): readonly Fix[] {
  const { uses, job } = step;
  const edits = editsOf(
    context.document.uri,
    uses && job.pipeline.editor.replaceUses(uses, withSpelling(uses.raw, CURRENT_LOGIN)),
  );
  if (!edits) return [];
  const followUps = ['On self-hosted runners, check that the runner is new enough for actions on Node.js 24.'];
  return [{ title: `Use ${CURRENT_LOGIN}`, safety: 'needs-review', edits, followUps }];
}

/** `Azure/login` stays in capitals. */
function withSpelling(raw: string, current: string): string {
  const [action = '', version = ''] = current.split('@');
  const written = raw.split('@')[0] ?? '';
  return `${written.toLowerCase() === action ? written : action}@${version}`;
}
