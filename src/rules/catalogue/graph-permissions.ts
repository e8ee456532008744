/**
 * Application permissions of Microsoft Graph that reach over the whole tenant, one a line with the id of the app role.
 * Facts: Microsoft Graph permissions reference of August 2026 (ids); which of them lead to Global Administrator is the
 * common judgement of published tierings of Graph permissions.
 */

/** `takeover` leads to Global Administrator; `tenant-wide` reads or changes the data or settings of everybody. */
export type GraphReach = 'takeover' | 'tenant-wide';

export interface GraphPermission {
  /** Lower case. */
  readonly id: string;
  readonly name: string;
  readonly reach: GraphReach;
}

/** The client id of Microsoft Graph in every tenant. */
export const GRAPH_CLIENT_ID = '00000003-0000-0000-c000-000000000000';

/** The permission that covers only the sites it is given for one by one. */
export const SITES_SELECTED: { readonly id: string; readonly name: string } = {
  id: '883ea226-0bf2-4a8f-9f9d-92c9162a727d',
  name: 'Sites.Selected',
};

const TAKEOVER = `
06b708a9-e830-4db3-a914-8e69da51d44f AppRoleAssignment.ReadWrite.All
1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9 Application.ReadWrite.All
8e8e4742-1d95-4f68-9d56-6ee75648c72a DelegatedPermissionGrant.ReadWrite.All
19dbc75e-c2e2-444c-a770-ec69d8559fc7 Directory.ReadWrite.All
64d40371-8d58-4270-bc8a-b4a66de36b9a Domain-InternalFederation.ReadWrite.All
7e05723c-0bb0-42da-be95-ae9f08a6e53c Domain.ReadWrite.All
9acd699f-1e81-4958-b001-93b1d2506e19 EntitlementManagement.ReadWrite.All
62a82d76-70ea-41e2-9197-370581804d09 Group.ReadWrite.All
dbaae8cf-10b5-4b86-a4a1-f871c94c6695 GroupMember.ReadWrite.All
292d869f-3427-49a8-9dab-8c70152b74e9 Organization.ReadWrite.All
29c18626-4985-4dcd-85c0-193eef327366 Policy.ReadWrite.AuthenticationMethod
a402ca1c-2696-4531-972d-6e5ee4aa11ea Policy.ReadWrite.PermissionGrant
854d9ab1-6657-4ec8-be45-823027bcd009 PrivilegedAccess.ReadWrite.AzureAD
2f6817f8-7b12-4f0f-bc18-eeaf60705a9e PrivilegedAccess.ReadWrite.AzureADGroup
41202f2c-f7ab-45be-b001-85c9728b9d69 PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup
618b6020-bca8-4de6-99f6-ef445fa4d857 PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup
a2b63618-5350-462d-b1b3-ba6eb3684e26 PublicKeyInfrastructure.ReadWrite.All
dd199f4a-f148-40a4-a2ec-f0069cc799ec RoleAssignmentSchedule.ReadWrite.Directory
fee28b28-e1f3-4841-818e-2704dc62245f RoleEligibilitySchedule.ReadWrite.Directory
9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8 RoleManagement.ReadWrite.Directory
b38dcc4d-a239-4ed6-aa84-6c65b284f97c RoleManagementPolicy.ReadWrite.AzureADGroup
31e08e0a-d3f7-4ca2-ac39-7343fb83e8ad RoleManagementPolicy.ReadWrite.Directory
cc117bb9-00cf-4eb8-b580-ea2a878fe8f7 User-PasswordProfile.ReadWrite.All
0400e371-7db1-4338-a269-96069eb65227 UserAuthMethod-Passkey.ReadWrite.All
f6d38dfd-ec08-4995-8f07-23e929df0936 UserAuthMethod-Password.ReadWrite.All
627169a8-8c15-451c-861a-5b80e383de5c UserAuthMethod-TAP.ReadWrite.All
50483e42-d915-4231-9639-7fdb7fd190e5 UserAuthenticationMethod.ReadWrite.All`;

const TENANT_WIDE = `
5eb59dd3-1da2-4329-8733-9dabdc435916 AdministrativeUnit.ReadWrite.All
0510736e-bdfb-4b37-9a1f-89b4a074763a AgentIdentityBlueprint.AddRemoveCreds.All
7fddd33b-d884-4ec0-8696-72cff90ff825 AgentIdentityBlueprint.ReadWrite.All
18a4783c-866b-4cc7-a460-3d5e5662c884 Application.ReadWrite.OwnedBy
294ce7c9-31ba-490a-ad7d-97a7d075e4ed Chat.ReadWrite.All
9f1b81a7-0223-4428-bfa4-0bcb5535f27d ConsentRequest.ReadWrite.All
de89b5e4-5b8f-48eb-8925-29c2b33bd8bd CustomSecAttributeAssignment.ReadWrite.All
1138cb37-bd11-4084-a2b7-9f71582aeddb Device.ReadWrite.All
9241abd9-d0e6-425a-bd4f-47ba86e767a4 DeviceManagementConfiguration.ReadWrite.All
e330c4f0-4170-414e-a55a-2f022ec2b57b DeviceManagementRBAC.ReadWrite.All
9255e99d-faf5-445e-bbf7-cb71482737c4 DeviceManagementScripts.ReadWrite.All
01d4889c-1287-42c6-ac1f-5d1e02578ef6 Files.Read.All
75359482-378d-4052-8f01-80520e7db3cd Files.ReadWrite.All
90db2b9a-d928-4d33-a4dd-8442ae3d41e4 IdentityProvider.ReadWrite.All
810c84a8-4a9e-49e6-bf7d-12d183f40d01 Mail.Read
e2a3a72e-5f79-4c64-b1b1-878b674786c9 Mail.ReadWrite
b633e1c5-b582-4048-a93e-9f11b44c7e96 Mail.Send
78bbf8cf-07d8-45ba-b0eb-1a7b48efbcf1 MutualTlsOauthConfiguration.ReadWrite.All
b10642fc-a6cf-4c46-87f9-e1f96c2a18aa NetworkAccess.ReadWrite.All
01c0a623-fc9b-48e9-b794-0756f8e8f067 Policy.ReadWrite.ConditionalAccess
999f8c63-0a38-4f1b-91fd-ed1947bdd1a9 Policy.ReadWrite.ConsentRequest
338163d7-f101-4c92-94ba-ca46fe52447c Policy.ReadWrite.CrossTenantAccess
a82116e5-55eb-4c41-a434-62fe8a61c773 Sites.FullControl.All
0c0bf378-bf22-4481-8f81-9e89a9b4960a Sites.Manage.All
332a536c-c7ef-4017-ab91-336970924f0d Sites.Read.All
9492366f-7969-46a4-8d15-ed1a20078fff Sites.ReadWrite.All
9b50c33d-700f-43b1-b2eb-87e89b703581 Synchronization.ReadWrite.All
eccc023d-eccf-4e7b-9683-8813ab36cecc User.DeleteRestore.All
3011c876-62b7-4ada-afa2-506cbbecc68c User.EnableDisableAccount.All
c529cfca-c91b-489c-af2b-d92990b66ce6 User.ManageIdentities.All
741f803b-c850-494e-b5df-cde7c675a1ca User.ReadWrite.All`;

const ID_LENGTH = 36;

export const BROAD_GRAPH_PERMISSIONS: readonly GraphPermission[] = [
  ...permissionsIn(TAKEOVER, 'takeover'),
  ...permissionsIn(TENANT_WIDE, 'tenant-wide'),
];

const BY_KEY: ReadonlyMap<string, GraphPermission> = new Map(
  BROAD_GRAPH_PERMISSIONS.flatMap((permission) => [
    [permission.id, permission],
    [permission.name.toLowerCase(), permission],
  ]),
);

/** @param key the id of an app role, or the name of the permission, in any letter case */
export function broadGraphPermission(key: string): GraphPermission | undefined {
  return BY_KEY.get(key.toLowerCase());
}

function permissionsIn(table: string, reach: GraphReach): readonly GraphPermission[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ id: line.slice(0, ID_LENGTH), name: line.slice(ID_LENGTH + 1), reach }));
}
