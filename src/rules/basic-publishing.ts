import { defineRule } from './rule.ts';
import { reportSwitches } from './support/catalogue-row-report.ts';

/** App Service and its relatives: deployment with the user name and password of the publish profile. */
export const basicPublishing = defineRule({
  id: 'basic-publishing',
  title: 'App Service that can be published to with a password',
  severity: 'warning',
  tags: ['CWE-287', 'CWE-1188', 'CICD-SEC-6'],
  messages: {
    written:
      '{property} {be} `{value}`{by}, so whoever has the publish profile can replace the code of the app: it is a user name and ' +
      'password that never expire and that no policy of Microsoft Entra ID guards. {advice}',
    missing:
      '{property} {be} not written, and by default whoever has the publish profile can replace the code of the app: it is ' +
      'a user name and password that never expire and that no policy of Microsoft Entra ID guards. {advice}',
  },
  checks: {
    infrastructure(model, context) {
      reportSwitches('basic-publishing', model, context);
    },
  },
});
