/**
 * The newest stable API versions of what is added (Azure/bicep-types-az of 2026-08-20). Other resources of a file keep
 * the version they have.
 */
export const API_VERSIONS = {
  roleAssignments: '2022-04-01',
  userAssignedIdentities: '2024-11-30',
  federatedIdentityCredentials: '2024-11-30',
  sqlRoleAssignments: '2026-03-15',
} as const;
