import manifest from '../../package.json' with { type: 'json' };

/** The version of Keyless. */
export const VERSION: string = manifest.version;

/** The project's page on the web, from the `repository` of package.json: every other web address follows from it. */
export const PROJECT_URL: string = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/** The page of a rule on the web; the same page is shipped as `dist/rules/<id>.md`. */
export function rulePageUrl(ruleId: string): string {
  return `${PROJECT_URL}/blob/main/docs/rules/${ruleId}.md`;
}

/** The JSON Schema of `keyless.yaml` on the web, for editors that do not have it from the extension. */
export const CONFIGURATION_SCHEMA_URL = `${PROJECT_URL.replace(
  'https://github.com/',
  'https://raw.githubusercontent.com/',
)}/main/schemas/keyless.schema.json`;
