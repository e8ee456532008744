import { type BicepFile, parseBicep } from '../syntax/bicep/index.ts';
import { type DockerfileFile, parseDockerfile } from '../syntax/dockerfile/index.ts';
import { type DotenvFile, parseDotenv } from '../syntax/dotenv/index.ts';
import { type JsonFile, parseJson } from '../syntax/json/index.ts';
import { parseTerraform, type TerraformFile } from '../syntax/terraform/index.ts';
import { parseYaml, type YamlFile } from '../syntax/yaml/index.ts';
import { Memory } from '../text/memory.ts';
import type { SourceText } from '../text/source-text.ts';
import type { SourceDocument } from './document.ts';
import { withoutTemplates } from './kubernetes/template-text.ts';

// Syntax trees by text: a module is read by every file that calls it, and a text never changes.

export const bicepTree: (document: SourceDocument) => BicepFile = cached((source, document) =>
  parseBicep(source, document.kind === 'bicepparam' ? 'bicepparam' : 'bicep'),
);
export const terraformTree: (document: SourceDocument) => TerraformFile = cached(parseTerraform);
export const yamlTree: (document: SourceDocument) => YamlFile = cached((source, { kind }) =>
  parseYaml(kind === 'kubernetes' ? withoutTemplates(source) : source),
);
export const jsonTree: (document: SourceDocument) => JsonFile = cached(parseJson);
export const dotenvTree: (document: SourceDocument) => DotenvFile = cached(parseDotenv);
export const dockerfileTree: (document: SourceDocument) => DockerfileFile = cached(parseDockerfile);

function cached<Tree>(
  parse: (source: SourceText, document: SourceDocument) => Tree,
): (document: SourceDocument) => Tree {
  const trees = new Memory<SourceText, Tree & object>();
  return (document) => {
    const known = trees.get(document.source);
    if (known) return known;
    const tree = parse(document.source, document) as Tree & object;
    trees.set(document.source, tree);
    return tree;
  };
}
