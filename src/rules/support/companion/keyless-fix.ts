import type { Workspace } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Property } from '../../../model/value.ts';
import { rowsOf } from '../../catalogue/infrastructure/index.ts';
import type { Fix } from '../../finding.ts';
import { connectionSettingFix } from './connection-settings.ts';
import { linkedServiceFix } from './data-factory.ts';
import { registryPullFix } from './registry-pull.ts';
import { rowFix } from './row-fix.ts';

/**
 * The fix for a property of a resource that holds a secret which an identity can take the place of, with all it needs.
 * Undefined where nothing here knows how.
 */
export function keylessFix(workspace: Workspace, resource: Resource, property: Property): Fix | undefined {
  const known =
    registryPullFix(workspace, resource, property) ??
    connectionSettingFix(workspace, resource, property) ??
    linkedServiceFix(workspace, resource, property);
  if (known) return known;
  const row = rowsOf(resource).find(
    ({ fix, path }) =>
      fix.class === 'mechanical-with-companion' &&
      path !== '' &&
      resource.find(path).some(({ range }) => range.start === property.range.start && range.end === property.range.end),
  );
  return row && rowFix(workspace, resource, property, row);
}
