import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import { appSettingRows, type CatalogueRow, rowsOf } from '../catalogue/infrastructure/index.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import type { Severity } from '../finding.ts';
import { severityOf } from '../support/catalogue-row.ts';
import { secretOf } from '../support/flow/secret-sources.ts';
import { settingsOf, type WrittenSetting } from '../support/setting-edits.ts';
import { valueStates } from '../support/value-state.ts';
import type { ClientSecretContext } from './messages.ts';

/**
 * Settings of apps and variables of containers that hand the secret of an application to what runs there.
 * @returns where the reported values begin
 */
export function checkSecretSettings(resource: Resource, context: ClientSecretContext): ReadonlySet<number> {
  const reported = new Set<number>();
  if (!rowsOf(resource).some(({ kind }) => kind === 'app-setting-host')) return reported;
  if (!SIGN.test(resource.document.source.slice(resource.range))) return reported;
  for (const setting of settingsOf(resource)) {
    const row = rowFor(setting.name);
    const origin = row && originOf(setting, row);
    if (!row || !origin) continue;
    const { alternative = 'a managed identity' } = row.fix;
    reported.add(origin.property.value.range.start);
    context.report({
      messageId: 'supplied',
      data: {
        name: setting.name,
        of: setting.host.service ?? setting.host.type,
        credential: (row.credential ?? 'secret').replace(/\s*\(.*/, ''),
        source: origin.label,
        advice: `${alternative}.`,
      },
      range: origin.property.value.range,
      severity: origin.severity,
    });
  }
  return reported;
}

/** Without one of these in the text of a resource there is no setting to look for. */
const SIGN = /secret|ARM_|AZURE_|DOCKER_REGISTRY/i;

let rows: readonly { readonly row: CatalogueRow; readonly name: RegExp }[] | undefined;

function rowFor(name: string): CatalogueRow | undefined {
  rows ??= appSettingRows('bicep')
    .filter(({ rule }) => rule === 'client-secret')
    .map((row) => ({ row, name: new RegExp(row.nameRegex ?? '', 'i') }));
  return isSecretName(name) ? rows.find((candidate) => candidate.name.test(name))?.row : undefined;
}

interface SettingOrigin {
  readonly property: Property;
  readonly label: string;
  readonly severity: Severity;
}

/** Text, and passwords that a registry hands out, are for other rules. */
function originOf({ value, property, host }: WrittenSetting, row: CatalogueRow): SettingOrigin | undefined {
  const part = (name: string | undefined) =>
    property.value.properties.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  const reference = part(host.shape?.secretRef);
  if (reference) return { property: reference, label: 'a secret of the app', severity: 'warning' };
  const given = value ?? part(host.shape?.secureValue);
  if (!given) return undefined;
  for (const { state, label, source } of valueStates(given.value)) {
    const isText = state === 'literal' || state === 'interpolated-literal';
    const severity = severityOf(row, state);
    if (!severity || isText || (source && secretOf(source)?.kind === 'service-key')) continue;
    return { property: given, label, severity };
  }
  return undefined;
}
