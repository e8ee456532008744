import type { Literal, Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { type CatalogueRow, type RowFix, type RowValue, rowsOf } from '../catalogue/infrastructure/index.ts';
import { allEdits } from './edits.ts';
import { literalAt } from './secret-state.ts';

/** An app setting or environment variable that a resource writes. */
export interface WrittenSetting {
  readonly name: string;
  /** The whole of it: an entry of a map, an element of a list, a block. */
  readonly property: Property;
  /** What holds the value. */
  readonly value: Property | undefined;
  readonly host: CatalogueRow;
}

/** The settings that a host writes out, at all the places where the catalogue knows its type to have them. */
export function settingsOf(resource: Resource): readonly WrittenSetting[] {
  return rowsOf(resource).flatMap((host) => (host.kind === 'app-setting-host' ? settingsAt(resource, host) : []));
}

function settingsAt(resource: Resource, host: CatalogueRow): readonly WrittenSetting[] {
  const { shape, name = 'name', value = 'value' } = host.shape ?? { shape: 'map' };
  const found = resource.find(host.path.replace(/\{\}$/, ''));
  if (shape === 'map' || shape === 'map-of-objects') {
    return found
      .flatMap((property) => property.value.properties)
      .map((property) => {
        const inner = property.value.properties.find((part) => part.name.toLowerCase() === value.toLowerCase());
        return { name: property.name, property, host, value: shape === 'map' ? property : inner };
      });
  }
  return found.flatMap((property): readonly WrittenSetting[] => {
    const part = (key: string) => property.value.properties.find((one) => one.name.toLowerCase() === key.toLowerCase());
    const written = part(name);
    const text = written && literalAt(written.value);
    return text === undefined ? [] : [{ name: text, property, host, value: part(value) }];
  });
}

/**
 * Sets and removes settings of a host. Undefined where a setting would have to be written and the host has no place for
 * it, or one that cannot be edited.
 */
export function settingEdits(
  changes: NonNullable<RowFix['appSettings']>,
  resource: Resource,
  literalOf: (value: RowValue) => Literal | undefined,
): readonly TextEdit[] | undefined {
  const settings = settingsOf(resource);
  const removals = (changes.remove ?? []).flatMap((name) => settings.filter((setting) => setting.name === name));
  const edits = removals.map(({ property }) => resource.editor.remove(property));
  for (const [name, value] of Object.entries(changes.set ?? {})) {
    const literal = literalOf(value);
    edits.push(literal === undefined ? undefined : setSetting(resource, settings, name, literal));
  }
  return allEdits(...edits);
}

function setSetting(
  resource: Resource,
  settings: readonly WrittenSetting[],
  name: string,
  value: Literal,
): readonly TextEdit[] | undefined {
  const existing = settings.find((setting) => setting.name === name);
  if (existing) return existing.value && resource.editor.replaceValue(existing.value, value);
  const host = rowsOf(resource).find((row) => row.kind === 'app-setting-host' && row.shape?.shape === 'map');
  return host && /^[\w-]+$/.test(name)
    ? resource.editor.set(`${host.path.replace(/\{\}$/, '')}.${name}`, value)
    : undefined;
}
