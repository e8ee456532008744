import { Memory } from '../text/memory.ts';
import { checkFormats } from './hardcoded-credential/formats.ts';
import { checkInfrastructure } from './hardcoded-credential/infrastructure.ts';
import { HARDCODED_CREDENTIAL_MESSAGES, type HardcodedCredentialContext } from './hardcoded-credential/messages.ts';
import { checkPipeline } from './hardcoded-credential/pipeline.ts';
import { Places } from './hardcoded-credential/places.ts';
import { checkPossibleCredentials } from './hardcoded-credential/rows.ts';
import { checkScript } from './hardcoded-credential/script.ts';
import { checkVariable } from './hardcoded-credential/variable.ts';
import { checkManifests } from './kubernetes/hardcoded.ts';
import { MANIFEST_LITERAL_MESSAGES } from './kubernetes/hardcoded-messages.ts';
import { defineRule } from './rule.ts';

/** A context is made for one run over one file. */
const placesByRun = new Memory<HardcodedCredentialContext, Places>();

function placesOf(context: HardcodedCredentialContext): Places {
  const places = placesByRun.get(context) ?? new Places();
  placesByRun.set(context, places);
  return places;
}

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
  messages: { ...HARDCODED_CREDENTIAL_MESSAGES, ...MANIFEST_LITERAL_MESSAGES },
  checks: {
    infrastructure(model, context) {
      checkInfrastructure(model, placesOf(context), context);
      checkFormats(placesOf(context), context);
      checkPossibleCredentials(model, placesOf(context), context);
    },
    pipeline(pipeline, context) {
      checkPipeline(pipeline, placesOf(context), context);
      checkFormats(placesOf(context), context);
    },
    settings({ variables }, context) {
      for (const variable of variables) checkVariable(variable, placesOf(context), context);
      checkFormats(placesOf(context), context);
    },
    kubernetes(model, context) {
      checkManifests(model, placesOf(context), context);
      checkFormats(placesOf(context), context);
    },
    script: (script, context) => checkScript(script, placesOf(context), context),
    variable: (variable, context) => checkVariable(variable, placesOf(context), context),
  },
});
