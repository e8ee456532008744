import { accessPolicyVault } from './access-policy-vault.ts';
import { adminCredential } from './admin-credential.ts';
import { basicPublishing } from './basic-publishing.ts';
import { broadFederationSubject } from './broad-federation-subject.ts';
import { broadRoleAssignment } from './broad-role-assignment.ts';
import { clientSecret } from './client-secret.ts';
import { credentialLifetime } from './credential-lifetime.ts';
import { danglingCredential } from './dangling-credential.ts';
import { deadFederationSubject } from './dead-federation-subject.ts';
import { deploymentEnvironmentIdentity } from './deployment-environment-identity.ts';
import { deploymentToken } from './deployment-token.ts';
import { duplicateFederation } from './duplicate-federation.ts';
import { expiredCredentialInUse } from './expired-credential-in-use.ts';
import { federationAudience } from './federation-audience.ts';
import { federationIssuer } from './federation-issuer.ts';
import { federationLimit } from './federation-limit.ts';
import { flexibleExpression } from './flexible-expression.ts';
import { gitlabIdToken } from './gitlab-id-token.ts';
import { hardcodedCredential } from './hardcoded-credential.ts';
import { incompleteLogin } from './incomplete-login.ts';
import { insecureParameter } from './insecure-parameter.ts';
import { keyInConfiguration } from './key-in-configuration.ts';
import { kubeconfigCredential } from './kubeconfig-credential.ts';
import { longLivedCredential } from './long-lived-credential.ts';
import { missingManagedIdentity } from './missing-managed-identity.ts';
import { missingPrincipalType } from './missing-principal-type.ts';
import { mixedCredentials } from './mixed-credentials.ts';
import { mutableSubject } from './mutable-subject.ts';
import { noMatchingCredential } from './no-matching-credential.ts';
import { oidcActionVersion } from './oidc-action-version.ts';
import { oidcAudience } from './oidc-audience.ts';
import { oidcPermission } from './oidc-permission.ts';
import { podIdentity } from './pod-identity.ts';
import { publishProfile } from './publish-profile.ts';
import { pullRequestTrust } from './pull-request-trust.ts';
import { registryPassword } from './registry-password.ts';
import { retiredTask } from './retired-task.ts';
import type { Rule } from './rule.ts';
import { secretForIdentifier } from './secret-for-identifier.ts';
import { secretInOutput } from './secret-in-output.ts';
import { secretMinting } from './secret-minting.ts';
import { secretsInherit } from './secrets-inherit.ts';
import { serviceKey } from './service-key.ts';
import { servicePrincipalCluster } from './service-principal-cluster.ts';
import { sessionLeak } from './session-leak.ts';
import { sharedKeyAccess } from './shared-key-access.ts';
import { sqlPassword } from './sql-password.ts';
import { storageKey } from './storage-key.ts';
import { strangerTrust } from './stranger-trust.ts';
import { unfederatedTask } from './unfederated-task.ts';
import { unfilteredSecrets } from './unfiltered-secrets.ts';
import { unknownClientId } from './unknown-client-id.ts';
import { unmaskedSecretVariable } from './unmasked-secret-variable.ts';
import { unpinnedLoginAction } from './unpinned-login-action.ts';
import { unprotectedDeployment } from './unprotected-deployment.ts';
import { unprotectedEnvironment } from './unprotected-environment.ts';
import { untrustedTrigger } from './untrusted-trigger.ts';
import { workloadIdentitySetup } from './workload-identity-setup.ts';
import { workloadLogExport } from './workload-log-export.ts';
import { wrongTenant } from './wrong-tenant.ts';

/** Every rule, sorted by id. Adding a rule is one import and one line here. */
export const RULES: readonly Rule[] = [
  accessPolicyVault,
  adminCredential,
  basicPublishing,
  broadFederationSubject,
  broadRoleAssignment,
  clientSecret,
  credentialLifetime,
  danglingCredential,
  deadFederationSubject,
  deploymentEnvironmentIdentity,
  deploymentToken,
  duplicateFederation,
  expiredCredentialInUse,
  federationAudience,
  federationIssuer,
  federationLimit,
  flexibleExpression,
  gitlabIdToken,
  hardcodedCredential,
  incompleteLogin,
  insecureParameter,
  keyInConfiguration,
  kubeconfigCredential,
  longLivedCredential,
  missingManagedIdentity,
  missingPrincipalType,
  mixedCredentials,
  mutableSubject,
  noMatchingCredential,
  oidcActionVersion,
  oidcAudience,
  oidcPermission,
  podIdentity,
  publishProfile,
  pullRequestTrust,
  registryPassword,
  retiredTask,
  secretForIdentifier,
  secretInOutput,
  secretMinting,
  secretsInherit,
  serviceKey,
  servicePrincipalCluster,
  sessionLeak,
  sharedKeyAccess,
  sqlPassword,
  storageKey,
  strangerTrust,
  unfederatedTask,
  unfilteredSecrets,
  unknownClientId,
  unmaskedSecretVariable,
  unpinnedLoginAction,
  unprotectedDeployment,
  unprotectedEnvironment,
  untrustedTrigger,
  workloadIdentitySetup,
  workloadLogExport,
  wrongTenant,
];
