import type { Resource } from '../../../model/resource.ts';
import { type CatalogueRow, rowsOf } from '../../catalogue/infrastructure/index.ts';

/** What the catalogue knows of the place of a credential in a resource; the rows that people wrote come first. */
export function credentialRow(resource: Resource, path: readonly string[]): CatalogueRow | undefined {
  const place = path.join('.').toLowerCase();
  const rows = rowsOf(resource).filter((row) => row.kind === 'credential-value' && isAt(row.path, place));
  // Branches have properties of one name, and not all of them have something to take their place.
  const certain = rows.filter((row) => !row.path.includes('<') || resource.find(row.path).length > 0);
  if (certain.length > 0) return certain.find(({ tier }) => tier === 'curated') ?? certain[0];
  const [first] = rows;
  // Which branch it is may be for a parameter to say; where all are of one mind, it does not matter.
  return first && rows.every(({ profile }) => profile === first.profile) ? first : undefined;
}

const patterns = new Map<string, RegExp>();

/** Whether a path of the catalogue leads to a place, elements left out of both. */
function isAt(path: string, place: string): boolean {
  let pattern = patterns.get(path);
  if (!pattern) {
    const names = path
      .toLowerCase()
      .replaceAll(/<[^<>]*>|\[\]/g, '')
      .replaceAll('{}', '.{}')
      .split('.')
      .filter((name) => name !== '');
    pattern = new RegExp(
      `^${names.map((name) => (name === '{}' ? '[^.]+' : name.replaceAll(/[^\w-]/g, '\\$&'))).join('\\.')}$`,
    );
    patterns.set(path, pattern);
  }
  return pattern.test(place);
}
