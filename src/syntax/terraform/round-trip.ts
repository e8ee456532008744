import type { TerraformFile } from './nodes.ts';

/** The text of a file, rebuilt from its tokens. */
export function roundTrip(file: TerraformFile): string {
  return [...file.tokens].map((token) => file.source.slice(token.range)).join('');
}
