export const GITLAB_ID_TOKEN_MESSAGES = {
  removed:
    'GitLab removed {name} in version 17.0: it is empty, so a login with it fails. Give the job `id_tokens` with the audience `api://AzureADTokenExchange` and use that variable.',
  noAudience:
    'The token {name} names no audience, and GitLab rejects a pipeline with such a token. Add `aud: api://AzureADTokenExchange`, or the audience that the federated credential names.',
  manyAudiences:
    'The token {name} is for several audiences: each service that is handed it can use it at the others. Give the job one token for each.',
  everyJob:
    'Every job of this file is given the token {name}, those too that run code of others and deploy nothing. Declare it in the jobs that sign in with it.',
} as const;
