/** A page of docs/rules, as its tests read it. The format is described in docs/writing-rules.md. */
export interface RulePage {
  readonly title: string;
  /** Second-level headings in order. */
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

export interface Example {
  readonly heading: 'Bad' | 'Good';
  /** One-based line of the opening fence, for messages. */
  readonly line: number;
  /** Where the example lies in its workspace; undefined where the language of the block is not known. */
  readonly path: string | undefined;
  readonly language: string;
  readonly text: string;
  /** The `keyless.yaml` that was given before it under the same heading. */
  readonly configuration: string | undefined;
  /** What the tenant holds, given before it under the same heading: as `inventory.json` of a case. */
  readonly inventory: string | undefined;
  /** Other files of its workspace, given before it under the same heading. */
  readonly beside: readonly { readonly path: string; readonly text: string }[];
}

const PATHS: Readonly<Record<string, string>> = {
  bicep: 'main.bicep',
  bicepparam: 'main.bicepparam',
  terraform: 'main.tf',
  tfvars: 'terraform.tfvars',
  json: 'azuredeploy.json',
  yaml: '.github/workflows/example.yml',
  'yaml action': 'action.yml',
  'yaml azure-pipelines': 'azure-pipelines.yml',
  'yaml gitlab-ci': '.gitlab-ci.yml',
  'yaml kubernetes': 'manifest.yaml',
  'yaml compose': 'compose.yaml',
  'yaml azd': 'azure.yaml',
  dotenv: '.env',
  dockerfile: 'Dockerfile',
  'json functions': 'local.settings.json',
  'json credential': 'credential.json',
};

const CONFIGURATION = 'yaml keyless';
const INVENTORY = 'json inventory';
const BESIDE = / beside$/;

export function readPage(markdown: string): RulePage {
  const lines = markdown.split(/\r?\n/);
  const headings: string[] = [];
  const examples: Example[] = [];
  let configuration: string | undefined;
  let inventory: string | undefined;
  let beside: Example['beside'] = [];
  let fence: { line: number; language: string; marker: string; text: string[] } | undefined;
  lines.forEach((line, index) => {
    if (fence) {
      if (line.trim() !== fence.marker) {
        fence.text.push(line);
        return;
      }
      const heading = headings.at(-1);
      const text = `${fence.text.join('\n')}\n`;
      if (heading === 'Bad' || heading === 'Good') {
        const language = fence.language.replace(BESIDE, '');
        if (language === CONFIGURATION) configuration = text;
        // A configuration is an example of its own too: of the rule about configurations.
        const path = language === CONFIGURATION ? 'keyless.yaml' : PATHS[language];
        if (language === INVENTORY) inventory = text;
        else if (!BESIDE.test(fence.language)) {
          examples.push({ heading, line: fence.line, path, language, text, configuration, inventory, beside });
        } else if (path !== undefined) beside = [...beside, { path, text }];
      }
      fence = undefined;
      return;
    }
    const opening = /^\s*(`{3,})(.*)$/.exec(line);
    if (opening) fence = { line: index + 1, language: (opening[2] ?? '').trim(), marker: opening[1] ?? '', text: [] };
    const heading = /^## (.+)$/.exec(line)?.[1];
    if (heading) {
      headings.push(heading);
      configuration = undefined;
      inventory = undefined;
      beside = [];
    }
  });
  return { title: /^# (.+)$/.exec(lines[0] ?? '')?.[1] ?? '', headings, examples };
}
