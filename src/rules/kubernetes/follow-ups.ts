/** What stands for a client ID that the files do not say. */
export const CLIENT_ID_PLACEHOLDER = '<client ID of the managed identity>';

/** The federated credential that lets a service account sign in, as a command and by its parts. */
export function federationFollowUp(account: string, namespace: string | undefined): string {
  const subject = `system:serviceaccount:${namespace ?? '<namespace>'}:${account}`;
  return (
    'Let the identity trust the service account: `az identity federated-credential create --name ' +
    `${account} --identity-name <identity> --resource-group <resource group> --issuer <OIDC issuer URL of the cluster> ` +
    `--subject ${subject} --audiences api://AzureADTokenExchange\` (\`az aks show --query oidcIssuerProfile.issuerUrl\` ` +
    'prints the issuer, with its slash at the end; Bicep: ' +
    '`Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials`; ' +
    'Terraform: `azurerm_federated_identity_credential`).'
  );
}

export const CLUSTER_FOLLOW_UP =
  'Make sure that the cluster has the OIDC issuer and workload identity turned on: ' +
  '`az aks update --enable-oidc-issuer --enable-workload-identity`.';

export const SDK_FOLLOW_UP =
  'Make sure that the program signs in with `DefaultAzureCredential` or `WorkloadIdentityCredential`.';

/** @param source where the credential came from, as the message calls it */
export function deletionFollowUp(source: string): string {
  const copy = source.startsWith('the ') ? `, and ${source}` : '';
  return `After the pods have signed in without it, delete the credential from the application${copy}.`;
}
