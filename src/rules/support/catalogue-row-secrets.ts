import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/arm-view.ts';
import type { Property } from '../../model/value.ts';
import { type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import type { Severity } from '../finding.ts';
import { isInVersion, judgeSecret } from './catalogue-row.ts';

/** A secret that a resource is given although an identity could stand in for it. */
export interface SuppliedSecret {
  readonly row: CatalogueRow;
  readonly resource: Resource;
  readonly property: Property;
  /** Where the secret comes from, for messages. */
  readonly label: string;
  readonly severity: Severity;
}

/**
 * The secrets of a file that the catalogue assigns to a rule and that something keyless could replace. Secrets written
 * down as text are left to the rule `hardcoded-credential`.
 */
export function suppliedSecrets(rule: string, model: InfrastructureModel): readonly SuppliedSecret[] {
  return model.resources.flatMap((declared) => {
    if (declared.mode !== 'resource') return [];
    const resource = armView(declared) ?? declared;
    return rowsOf(resource)
      .filter((row) => row.rule === rule && row.kind === 'credential-value' && row.profile === 'secret-replaceable')
      .flatMap((row) => secretsOf(row, resource));
  });
}

function secretsOf(row: CatalogueRow, resource: Resource): readonly SuppliedSecret[] {
  if (row.when !== undefined || !isInVersion(row, resource)) return [];
  return resource.find(row.path).flatMap((property): readonly SuppliedSecret[] => {
    const secret = judgeSecret(row, property, resource);
    if (!secret || secret.state === 'literal' || secret.state === 'interpolated-literal') return [];
    return [{ row, resource, property, label: secret.label, severity: secret.severity }];
  });
}
