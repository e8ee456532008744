/**
 * Corrections of the catalogue, each with its reason. A row is amended by id; where the catalogue is generated anew
 * and a correction no longer meets a row, the generator fails and names it.
 */
import type { Amendment, SourceRow } from './source-row.mts';

export interface Correction {
  /** Ids of the rows, or a pattern that at least one id must match. */
  readonly rows: readonly string[] | RegExp;
  readonly because: string;
  readonly row?: Partial<SourceRow> & Amendment;
  readonly match?: Partial<SourceRow['match']>;
}

const SECURE_UNVERIFIED = { means: 'secure', isVerified: false } as const;
const INSECURE_UNVERIFIED = { means: 'insecure', isVerified: false } as const;

export const CORRECTIONS: readonly Correction[] = [
  {
    rows: [
      'bicep.fn.list-in-property',
      'bicep.fn.list-in-output',
      'bicep.param.secret-name',
      'bicep.param.secure-default',
      'bicep.params.file-secret',
      'tf.lang.locals-secret',
      'tf.lang.tfvars',
    ],
    because:
      'The path is prose for a place that is no property: the rule that asks for the row finds the place itself.',
    match: { path: '' },
  },
  {
    rows: [
      'bicep.storage.default-oauth',
      'bicep.redis.aad-enabled',
      'bicep.acr.arm-audience',
      'tf.storage.default-oauth',
      'bicep.iothub.device-sas',
      'bicep.iothub.module-sas',
    ],
    because:
      'The row does not close a key: the portal, a token audience, or devices that have no other way (its note).',
    row: { atMost: 'information' },
  },
  {
    rows: /^bicep\.storage\.shared-key-(?:blob|file|queue|table)$/,
    because: 'Unset, the switch of the account applies, which has a row of its own.',
    row: { absent: SECURE_UNVERIFIED },
  },
  {
    rows: ['bicep.playwright', 'bicep.playwright-workspace', 'bicep.fluidrelay', 'bicep.quantum', 'bicep.horizondb'],
    because: 'No source states the default.',
    row: { absent: { means: 'unknown', isVerified: false } },
  },
  {
    rows: /authv2-secret-setting/,
    because: 'Without the setting the sign-in uses the implicit flow and no secret.',
    row: { absent: SECURE_UNVERIFIED, insecureValues: [] },
  },
  {
    rows: ['bicep.aks.oidc-issuer', 'tf.aks.oidc'],
    because: 'The default changed with the Kubernetes version and provider: unknown here.',
    row: { absent: { means: 'unknown', isVerified: false } },
  },
  {
    rows: ['bicep.mongocluster.auth-modes', 'tf.mongocluster'],
    because: 'The insecure value is any list that holds NativeAuth.',
    row: { insecureValues: ['NativeAuth'], absent: INSECURE_UNVERIFIED },
  },
  {
    rows: ['bicep.batch.auth-modes', 'tf.batch.modes'],
    because: 'The insecure value is any list that holds SharedKey; without a list all modes are allowed.',
    row: { insecureValues: ['SharedKey'], absent: INSECURE_UNVERIFIED },
  },
  {
    rows: ['tf.cosmos.old-name'],
    because: 'azurerm 5 turned the name round.',
    row: { newName: 'tf.cosmos' },
  },
  { rows: ['tf.appinsights.old'], because: 'azurerm 5 turned the name round.', row: { newName: 'tf.appinsights' } },
  { rows: ['tf.loganalytics.old'], because: 'azurerm 5 turned the name round.', row: { newName: 'tf.loganalytics' } },
  { rows: ['tf.keyvault.rbac-old'], because: 'azurerm 5 renamed it.', row: { newName: 'tf.keyvault.rbac' } },
];
