/** Service principals that every tenant has: the APIs whose permissions matter, and two clients. */
export const WELL_KNOWN = [
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
  ['00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online'],
  ['00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API'],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'],
  ['aebc6443-996d-45c2-90f0-388ff96faa56', 'Visual Studio Code'],
] as const;

export const GRAPH_APP_ID = WELL_KNOWN[0][0];
export const MICROSOFT_SERVICES = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** Application permissions of Microsoft Graph. */
export const GRAPH_ROLES = [
  ['1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', 'Application.ReadWrite.All'],
  ['06b708a9-e830-4db3-a914-8e69da51d44f', 'AppRoleAssignment.ReadWrite.All'],
  ['7ab1d382-f21e-4acd-a863-ba3e13f7da61', 'Directory.Read.All'],
  ['e2a3a72e-5f79-4c64-b1b1-878b674786c9', 'Mail.ReadWrite'],
  ['a82116e5-55eb-4c41-a434-62fe8a61c773', 'Sites.FullControl.All'],
  ['df021288-bdef-4463-88db-98f22de89214', 'User.Read.All'],
  ['01d4889c-1287-42c6-ac1f-5d1e02578ef6', 'Files.Read.All'],
  ['b0afded3-3588-46d8-8b3d-9842eff778da', 'AuditLog.Read.All'],
] as const;

export const DIRECTORY_ROLES = [
  ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers', false],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', true],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', true],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator', true],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', true],
] as const;

export const AZURE_ROLES = [
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor'],
  ['4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User'],
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
  ['7f951dda-4ed3-4680-a7ca-43fe172d538d', 'AcrPull'],
] as const;

/** Definitions as Graph answers them. */
export function directoryRoleDefinition([id, displayName, isPrivileged]: (typeof DIRECTORY_ROLES)[number]) {
  return {
    id,
    templateId: id,
    displayName,
    description: '',
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    rolePermissions: [],
    version: '1',
    ...(isPrivileged ? { isPrivileged } : {}),
  };
}

/** Definitions as Resource Graph answers them. */
export function azureRoleDefinition(id: string, roleName: string) {
  return {
    id: `/providers/Microsoft.Authorization/RoleDefinitions/${id}`,
    name: id,
    type: 'microsoft.authorization/roledefinitions',
    properties: {
      roleName,
      type: 'BuiltInRole',
      permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
      assignableScopes: ['/'],
    },
  };
}
