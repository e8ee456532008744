import { parseYaml, type YamlFile } from '../../syntax/yaml/index.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceDocument } from '../document.ts';

const files = new Memory<SourceDocument, YamlFile>();

/** The YAML of a document, parsed once for everybody who looks at it: models, suppressions, schema checks. */
export function parsedYaml(document: SourceDocument): YamlFile {
  let file = files.get(document);
  if (!file) {
    file = parseYaml(document.source);
    files.set(document, file);
  }
  return file;
}
