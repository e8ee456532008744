import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

/** Reads the secret of the partner connection with the identity of the web app: no key in the settings. */
export async function partnerSecret(): Promise<string> {
  const client = new SecretClient(process.env.KEY_VAULT_URL ?? '', new DefaultAzureCredential());
  const secret = await client.getSecret(process.env.PARTNER_SECRET_NAME ?? '');
  if (!secret.value) throw new Error('The vault holds no value for the partner secret.');
  return secret.value;
}
