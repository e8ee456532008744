import { checkFormats } from './hardcoded-credential/formats.ts';
import { checkInfrastructure } from './hardcoded-credential/infrastructure.ts';
import { HARDCODED_CREDENTIAL_MESSAGES } from './hardcoded-credential/messages.ts';
import { checkPipeline } from './hardcoded-credential/pipeline.ts';
import { Places } from './hardcoded-credential/places.ts';
import { defineRule } from './rule.ts';

/**
 * A secret value that is written into a file. Two ways to tell: the place (what a provider signs in with, a secure
 * parameter, a name that says so), and the format (tokens that look like nothing else, in comments and scripts too).
 * A place that is reported is not reported again for its format. The value itself never leaves this rule.
 */
export const hardcodedCredential = defineRule({
  id: 'hardcoded-credential',
  title: 'Secret value written into a file',
  severity: 'error',
  tags: ['CWE-798', 'CWE-540', 'CICD-SEC-6'],
  messages: HARDCODED_CREDENTIAL_MESSAGES,
  checks: {
    infrastructure(model, context) {
      const places = new Places();
      checkInfrastructure(model, places, context);
      checkFormats(places, context);
    },
    pipeline(pipeline, context) {
      const places = new Places();
      checkPipeline(pipeline, places, context);
      checkFormats(places, context);
    },
  },
});
