import type { Rule } from '../rules/rule.ts';
import { defineRule } from '../rules/rule.ts';

/**
 * What the engine itself has to say, in the shape of rules: levels, pages, reporters and the list of rules treat them
 * like any other. They have no checks; the engine reports them.
 */

export const configurationError = defineRule({
  id: 'configuration-error',
  title: 'Mistake in the Keyless configuration',
  severity: 'error',
  tags: ['keyless'],
  messages: {
    syntax: 'The configuration is not valid YAML: {problem} Nothing in this file takes effect until it is fixed.',
    unknownKey: 'Unknown key "{key}". Keyless would ignore it silently otherwise; known here: {known}.',
    unknownRule: 'There is no rule "{rule}".{suggestion} `keyless rules` lists all of them.',
    unknownCheck:
      'There is no check "{check}".{suggestion} The view Posture and `keyless assess --format json` list all of them.',
    wrongType: '"{key}" must be {expected}.',
    missingKey: 'An entry of "{key}" needs "{missing}". Without it, the entry has no effect.',
    duplicateKey: 'The key "{key}" occurs more than once; only one of them can take effect. Keep one.',
    twoFiles: 'Both keyless.yaml and .github/keyless.yaml exist. Only {used} takes effect; merge them into one file.',
  },
  checks: {},
});

export const internalError = defineRule({
  id: 'internal-error',
  title: 'Keyless failed on this file',
  severity: 'error',
  tags: ['keyless'],
  messages: {
    rule: 'The rule {rule} failed on this file ({error}), so its findings may be missing here. Please report it with a file that shows it.',
    model:
      'Keyless could not read this file ({error}), so it was not checked. Please report it with a file that shows it.',
  },
  checks: {},
});

export const invalidSuppression = defineRule({
  id: 'invalid-suppression',
  title: 'Suppression that cannot take effect as written',
  severity: 'warning',
  tags: ['keyless'],
  messages: {
    malformed:
      'This suppression is not understood. Write `keyless: ignore[rule-id] reason` or `keyless: ignore-file[rule-id] reason`.',
    unknownRule: 'There is no rule "{rule}" to suppress.{suggestion} `keyless rules` lists all of them.',
    notSuppressible: '"{rule}" cannot be suppressed by a comment; set its level in keyless.yaml instead.',
    noReason:
      'This suppression gives no reason, so it has no effect. Say why the finding is acceptable here: `keyless: ignore[{rules}] reason`.',
    badDate: 'The date "{date}" is not a calendar date. Write `until=YYYY-MM-DD`.',
    expiredMute: 'This mute ended on {date}, so what it hid fails again. Mend it, or extend the date with a reason.',
    expired:
      'This suppression ended on {date}, so what it hid shows again. Fix the finding, or extend the date with a reason.',
  },
  checks: {},
});

export const skippedFile = defineRule({
  id: 'skipped-file',
  title: 'File that was not checked',
  severity: 'information',
  tags: ['keyless'],
  messages: {
    tooLarge: 'This file was not checked: it is larger than 5 MB. Split it, or ignore its path in keyless.yaml.',
    binary: 'This file was not checked: it holds NUL characters, so it is no text. Ignore its path in keyless.yaml.',
    encoding: 'This file was not checked: it is not encoded in UTF-8. Save it as UTF-8.',
    unreadable:
      'This file was not checked: it cannot be read. Check its permissions, or ignore its path in keyless.yaml.',
  },
  checks: {},
});

export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  title: 'Suppression that hides nothing',
  severity: 'warning',
  tags: ['keyless'],
  messages: {
    unused:
      'Nothing that "{rule}" finds is suppressed by this comment. Remove it, so that it cannot hide a later finding.',
    unusedMute:
      'Nothing that the check "{check}" finds in {tenant} is muted by this. Remove it, so that it cannot hide a later failure.',
  },
  checks: {},
});

/** Sorted by id. */
export const ENGINE_RULES: readonly Rule[] = [
  configurationError,
  internalError,
  invalidSuppression,
  skippedFile,
  unusedSuppression,
];
