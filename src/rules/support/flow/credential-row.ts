import type { Resource } from '../../../model/resource.ts';
import { type CatalogueRow, rowsOf } from '../../catalogue/infrastructure/index.ts';

/** What the catalogue knows of the place of a credential in a resource; the rows that people wrote come first. */
export function credentialRow(resource: Resource, path: readonly string[]): CatalogueRow | undefined {
  const place = path.join('.').toLowerCase();
  const rows = rowsOf(resource).filter(
    (row) =>
      row.kind === 'credential-value' &&
      isAt(row.path, place) &&
      // Branches have properties of one name, and not all of them have something to take their place.
      (!row.path.includes('<') || resource.find(row.path).length > 0),
  );
  return rows.find(({ tier }) => tier === 'curated') ?? rows[0];
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
