import type { RuleContext } from '../rule.ts';

const WHY = 'Whoever holds the token puts any content on the site, until somebody resets it.';
const INSTEAD =
  'There is no login without it; so do not store it, but read it when the job runs, after a login with OIDC: `az staticwebapp secrets list --name <app> --query properties.apiKey --output tsv`.';

export const DEPLOYMENT_TOKEN_MESSAGES = {
  input: `{action} deploys with a stored deployment token ({source}). ${WHY} ${INSTEAD} Or set the deployment authorization policy of the app to GitHub and hand the action a \`github_id_token\`.`,
  task: `{action} deploys with a stored deployment token ({source}). ${WHY} ${INSTEAD}`,
  command: `\`{command}\` deploys with a stored deployment token ({source}). ${WHY} ${INSTEAD}`,
  variable: `{name} holds a stored deployment token ({source}). ${WHY} ${INSTEAD}`,
  kept: `\`{command}\` reads the deployment token, and the script stores it. ${WHY} Read it in the step that deploys, and nowhere else.`,
} as const;

export type DeploymentTokenContext = RuleContext<keyof typeof DEPLOYMENT_TOKEN_MESSAGES>;
