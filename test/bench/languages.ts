import { parseBicep, roundTrip as roundTripBicep } from '../../src/syntax/bicep/index.ts';
import { parseTerraform, roundTrip as roundTripTerraform } from '../../src/syntax/terraform/index.ts';
import { parseYaml, roundTrip as roundTripYaml } from '../../src/syntax/yaml/index.ts';
import type { Range } from '../../src/text/range.ts';
import type { SourceText } from '../../src/text/source-text.ts';

/** What the parsers have in common, whatever their trees look like. */
export interface Parsed {
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
  roundTrip(): string;
}

export interface Language {
  readonly name: 'bicep' | 'terraform' | 'yaml';
  matches(path: string): boolean;
  /** Parses all of a text: what a parser does on demand is asked for. */
  parse(source: SourceText, path: string): Parsed;
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'bicep',
    matches: (path) => /\.bicep(param)?$/.test(path),
    parse: (source, path) => {
      const file = parseBicep(source, path.endsWith('.bicepparam') ? 'bicepparam' : 'bicep');
      return { errors: file.errors, roundTrip: () => roundTripBicep(file) };
    },
  },
  {
    name: 'terraform',
    matches: (path) =>
      /\.(tf|tofu|tfvars|tfbackend)$|\.(tfstack|tfdeploy|tfcomponent|tftest|tofutest)\.hcl$/.test(path),
    parse: (source) => {
      const file = parseTerraform(source);
      return { errors: file.errors, roundTrip: () => roundTripTerraform(file) };
    },
  },
  {
    name: 'yaml',
    matches: (path) => /\.ya?ml$/.test(path),
    parse: (source) => {
      const file = parseYaml(source);
      for (const document of file.documents) document.root;
      return {
        get errors() {
          return file.errors;
        },
        roundTrip: () => roundTripYaml(file),
      };
    },
  },
];
