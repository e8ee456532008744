import { SourceText } from '../../text/source-text.ts';
import type { Identity } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import { INVENTORY_SCHEMA } from './inventory-schema.ts';
import { firstSyntaxError, locate, locationKey } from './locate.ts';
import { SnapshotError, type SnapshotProblem } from './problem.ts';
import { type PathSegment, pathText, readBySchema, type Violation } from './validate.ts';
import { SNAPSHOT_VERSION } from './version.ts';

/**
 * Reads a snapshot. The file may come from anywhere: every value is checked, unknown properties are left behind, and
 * problems name the place and what should be there, never the value.
 * @throws SnapshotError
 */
export function parseSnapshot(text: string): Inventory {
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const data = parseJson(source);
  checkVersion(data);
  const { value, violations } = readBySchema(data, INVENTORY_SCHEMA);
  if (violations.length > 0) throw new SnapshotError(located(source, violations));
  const inventory = value as Inventory;
  const ambiguous = duplicates(inventory.identities);
  if (ambiguous.length > 0) throw new SnapshotError(located(source, ambiguous));
  return inventory;
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    const error = firstSyntaxError(source);
    const place = error && positionOf(new SourceText(source), error.offset);
    const reason = error ? `: ${error.reason}` : '';
    throw new SnapshotError([{ path: '', message: `The snapshot is not valid JSON${reason}.`, ...place }], { cause });
  }
}

function checkVersion(data: unknown): void {
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (version === SNAPSHOT_VERSION) return;
  const message =
    typeof version === 'number' && version > SNAPSHOT_VERSION
      ? `The snapshot has version ${version}, but this Keyless reads version ${SNAPSHOT_VERSION}. Update Keyless.`
      : `The file is not a snapshot of Keyless: it has no \`"version": ${SNAPSHOT_VERSION}\`.`;
  throw new SnapshotError([{ path: 'version', message }]);
}

/** Ids that two identities share: every join by them would be a guess. */
function duplicates(identities: readonly Identity[]): readonly Violation[] {
  const seen = new Map<string, number>();
  return identities.flatMap((identity, index) =>
    (['clientId', 'applicationId', 'servicePrincipalId'] as const).flatMap((name): readonly Violation[] => {
      const id = identity[name];
      // The namespaces differ: a client id may not be read as an object id.
      const key = `${name === 'clientId'} ${id}`;
      const first = id === undefined ? undefined : seen.get(key);
      if (id !== undefined && first === undefined) seen.set(key, index);
      if (first === undefined) return [];
      const path: readonly PathSegment[] = ['identities', index, name];
      return [{ path, message: `\`${pathText(path)}\` is an id that \`identities[${first}]\` has already.` }];
    }),
  );
}

function located(text: string, violations: readonly Violation[]): readonly SnapshotProblem[] {
  const offsets = locate(
    text,
    violations.map(({ path }) => path),
  );
  const source = new SourceText(text);
  return violations.map(({ path, message }) => {
    const offset = offsets.get(locationKey(path));
    return { path: pathText(path), message, ...(offset === undefined ? {} : positionOf(source, offset)) };
  });
}

function positionOf(source: SourceText, offset: number): { readonly line: number; readonly column: number } {
  const { line, character } = source.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}
