import {
  type Manifest,
  type ManifestField,
  type ManifestNode,
  removeFields,
  replaceFields,
  replaceText,
  setText,
} from '../../model/kubernetes/index.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { KeylessWay } from '../catalogue/kubernetes-credentials.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { CLIENT_ID_PLACEHOLDER, deletionFollowUp, federationFollowUp } from './follow-ups.ts';

interface Conversion {
  readonly title: string;
  readonly edits: readonly TextEdit[] | undefined;
  readonly followUps: readonly string[];
}

/** Fields that sign in with a credential, in the form that signs in without. */
export function keylessFixes(object: Manifest, field: ManifestField, way: KeylessWay, source: string): readonly Fix[] {
  if (object.isTemplate) return [];
  const conversion = CONVERSIONS[way](object, field);
  const edits = conversion && editsOf(object.document.uri, conversion.edits);
  if (!edits) return [];
  const { title, followUps } = conversion;
  return [{ title, safety: 'needs-review', edits, followUps: [...followUps, deletionFollowUp(source)] }];
}

const CONVERSIONS: Readonly<Record<KeylessWay, (object: Manifest, field: ManifestField) => Conversion | undefined>> = {
  'external-secrets': (object) => {
    const vault = object.node.find('spec.provider.azurekv')[0]?.value;
    const old = fieldsOf(vault, ['authType', 'authSecretRef']);
    if (!vault || old.length === 0) return undefined;
    const account = '<service account>';
    const reference = vault.get('serviceAccountRef')
      ? []
      : [{ name: 'serviceAccountRef', value: [{ name: 'name', value: account }] }];
    return {
      title: 'Read the Key Vault with workload identity',
      edits: replaceFields(old, [{ name: 'authType', value: 'WorkloadIdentity', style: 'plain' }, ...reference]),
      followUps: [
        `Put the name of a service account with a client ID in the place of \`${account}\`.`,
        'Give the identity the role Key Vault Secrets User on the vault.',
        federationFollowUp(account, object.namespace),
      ],
    };
  },
  'cert-manager': (object, field) => {
    const dns = parentOf(object, 'spec.acme.solvers[].dns01.azureDNS', field);
    const old = fieldsOf(dns, ['clientID', 'clientSecretSecretRef', 'tenantID']);
    if (!dns || dns.get('managedIdentity')) return undefined;
    const clientId = dns.textAt('clientID');
    return {
      title: 'Change DNS records with workload identity',
      edits: replaceFields(old, [
        {
          name: 'managedIdentity',
          value: [
            { name: 'clientID', value: clientId ?? CLIENT_ID_PLACEHOLDER, style: clientId ? 'plain' : 'double-quoted' },
          ],
          style: 'plain',
        },
      ]),
      followUps: [
        'Label the pods of cert-manager `azure.workload.identity/use: "true"` (`podLabels` of its chart).',
        federationFollowUp('cert-manager', 'cert-manager'),
      ],
    };
  },
  'cluster-api': (object, field) => {
    const secret = object.node.find('spec.clientSecret');
    return {
      title: 'Use type: WorkloadIdentity',
      edits: allEdits(replaceText(field.value, 'WorkloadIdentity'), secret.length > 0 ? removeFields(secret) : []),
      followUps: [
        federationFollowUp('capz-manager', 'capz-system'),
        federationFollowUp('azureserviceoperator-default', 'capz-system'),
      ],
    };
  },
  crossplane: (object, field) => {
    const spec = object.node.get('spec')?.value;
    const secret = spec?.get('credentials')?.value.get('secretRef');
    if (!spec) return undefined;
    const missing = (['clientID', 'tenantID', 'subscriptionID'] as const).filter((name) => !spec.get(name));
    return {
      title: 'Use source: OIDCTokenFile',
      edits: allEdits(
        replaceText(field.value, 'OIDCTokenFile'),
        secret ? removeFields([secret]) : [],
        ...missing.map((name) => setText(spec, [name], `<${name}>`)),
      ),
      followUps: [
        ...(missing.length > 0
          ? [`Put in ${missing.map((name) => `\`${name}\``).join(', ')}: the secret held them.`]
          : []),
        'Mount a token for `api://AzureADTokenExchange` into the pods of the provider (DeploymentRuntimeConfig).',
        federationFollowUp('<service account of the provider>', 'crossplane-system'),
      ],
    };
  },
};

function fieldsOf(node: ManifestNode | undefined, names: readonly string[]): readonly ManifestField[] {
  return names.flatMap((name) => node?.get(name) ?? []);
}

/** The mapping at a path, through lists, that holds a field. */
function parentOf(object: Manifest, path: string, field: ManifestField): ManifestNode | undefined {
  return object.node.find(path).find(({ value }) => value.get(field.name)?.pair === field.pair)?.value;
}
