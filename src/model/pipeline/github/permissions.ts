import type { YamlFile } from '../../../syntax/yaml/index.ts';
import { type Field, Fields, textOf } from '../../yaml/fields.ts';
import type { Access, EffectivePermissions, Permissions } from '../pipeline.ts';
import { setOrigin } from './strings.ts';

const ACCESSES: readonly string[] = ['read', 'write', 'none'];

function isAccess(text: string | undefined): text is Access {
  return text !== undefined && ACCESSES.includes(text);
}

/** A `permissions` key; one without value grants nothing, as `{}` does. */
export function readPermissions(field: Field | undefined, file: YamlFile): Permissions | undefined {
  if (!field) return undefined;
  const { pair, value } = field;
  const all = textOf(value);
  const permissions: Permissions = {
    range: pair.range,
    keyRange: pair.key?.range ?? pair.range,
    others: all === 'read-all' ? 'read' : all === 'write-all' ? 'write' : 'none',
    scopes: new Fields(value).list.flatMap((scope) => {
      const access = textOf(scope.value);
      return isAccess(access) ? [{ name: scope.name, access, range: scope.pair.range }] : [];
    }),
  };
  return setOrigin(permissions, { file, node: value.node, pair, shared: field.shared || value.shared });
}

const RANK: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

export function atLeast(access: Access, wanted: Access): boolean {
  return RANK[access] >= RANK[wanted];
}

function lower(a: Access, b: Access): Access {
  return atLeast(a, b) ? b : a;
}

/** What a block gives a scope. `id-token` knows no read access; `metadata` can always be read. */
export function grantedAccess(block: Permissions, scope: string): Access {
  const named = block.scopes.find(({ name }) => name === scope)?.access;
  const access = named ?? block.others;
  if (scope === 'id-token') return access === 'write' ? 'write' : 'none';
  return scope === 'metadata' ? 'read' : access;
}

/**
 * A job's block replaces the workflow's; without either the repository's settings decide, but never give `id-token`.
 * A called workflow gets at most what its caller has.
 * @param caller the permissions of the calling job; `unknown` for a reusable workflow whose callers are not known
 */
export function effectivePermissions(
  job: Permissions | undefined,
  workflow: Permissions | undefined,
  caller: EffectivePermissions | 'unknown' | undefined,
): EffectivePermissions {
  const block = job ?? workflow;
  const from = job ? 'job' : workflow ? 'workflow' : 'default';
  return {
    from,
    block,
    access(scope) {
      const own = block && grantedAccess(block, scope);
      if (caller === 'unknown') return own;
      if (caller) {
        const most = caller.access(scope);
        return own && most ? lower(own, most) : (own ?? most);
      }
      return own ?? (scope === 'id-token' ? 'none' : scope === 'metadata' ? 'read' : undefined);
    },
  };
}
