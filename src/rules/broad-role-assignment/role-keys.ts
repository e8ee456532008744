import { exactText, knownSuffix } from '../../model/patterns.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import type { Value } from '../../model/value.ts';
import { attributesOf, type FindDeclaration } from '../support/declarations.ts';

const ID_AT_END = /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** More are no choice that somebody wrote at this place but a table of all roles, of which one is picked elsewhere. */
const MAX_CHOICES = 8;

/**
 * The ids or names of the roles that a value can be: literal ids, ids at the end of a resource id, names, and the
 * names of role definitions that are looked up. Those that are not known are left out.
 */
export function roleKeys(value: Value, find: FindDeclaration): readonly string[] {
  if (value.patterns.length > MAX_CHOICES) return [];
  const written = value.patterns.map(keyOf).filter((key) => key !== undefined);
  if (written.length > 0) return [...new Set(written)];
  return [...new Set(attributesOf(value).flatMap((source) => lookedUp(find(source))))];
}

function keyOf(pattern: StringPattern): string | undefined {
  const exact = exactText(pattern);
  const id = ID_AT_END.exec(exact ?? knownSuffix(pattern))?.[1];
  return id ?? (exact !== undefined && exact !== '' && !exact.includes('/') ? exact : undefined);
}

/** Where a role definition that exists already says which one it is. */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  'microsoft.authorization/roledefinitions': ['name'],
  azurerm_role_definition: ['name', 'role_definition_id'],
  azuread_directory_role: ['display_name', 'template_id'],
  azuread_directory_role_template: ['display_name'],
};

function lookedUp(declaration: ReturnType<FindDeclaration>): readonly string[] {
  const paths = declaration && DEFINITIONS[declaration.type.toLowerCase()];
  // A definition that is created here is no built-in one, whatever its name.
  if (!paths || (declaration.mode === 'resource' && declaration.type !== 'azuread_directory_role')) return [];
  return paths.flatMap((path) =>
    declaration.find(path).flatMap(({ value }) => value.patterns.flatMap((pattern) => keyOf(pattern) ?? [])),
  );
}
