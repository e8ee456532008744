/**
 * Azure's built-in roles that Microsoft marks as privileged, and the usual ones for data, one a line with the id of its
 * definition.
 * Facts: Azure built-in roles as published in August 2026 (the flag and the permissions of 928 roles).
 */

/**
 * What holding a role comes to, worst first. `full` is every action but those on roles and policies; `data` reads or
 * changes data, or the keys to it, and is not marked as privileged.
 */
export type Privilege = 'grants-roles' | 'full' | 'privileged' | 'data';

export interface PrivilegedRole {
  /** Lower case. */
  readonly id: string;
  readonly name: string;
  readonly privilege: Privilege;
}

/** Roles with `Microsoft.Authorization/roleAssignments/write`: whoever holds one can give itself any other. */
const GRANTS_ROLES = `
95dd08a6-00bd-4661-84bf-f6726f83a4d0 Azure Container Storage Contributor
95de85bd-744d-4664-9dde-11430bc34793 Azure Container Storage Owner
92b92042-07d9-4307-87f7-36a593fc5850 Azure File Sync Administrator
7b7c71ed-33fa-4ed2-a91a-e56d5da260b5 Azure IoT Operations Onboarding
1cfa4eac-9a23-481c-a793-bfb6958e836c Azure Local Migrate Execute Expert
fd8ea4d5-6509-4db0-bada-356ab233b4fb Azure Local Migrate Owner
1cfa4eac-9a23-481c-a793-bfb6958e836b Azure Migrate Execute Expert
fd8ea4d5-6509-4db0-bada-356ab233b4fa Azure Migrate Owner
c914561b-1575-4601-af9c-a1356bf59818 Azure Resilience Management Drills Administrator
5a2ec2f1-2375-4950-9906-59ec1d979249 Azure Resilience Management Drills Assets Administrator
e4c7f620-39b8-4688-bba2-70dd82ef367b Azure Resilience Management Drills Target Resource Administrator
a2b7cc47-30ec-462f-a2f4-9ac6e1c266af Azure Resilience Management Goals Administrator
481d9636-d9f0-468b-b93d-6056318e6f36 Azure Resilience Management Recovery Administrator
5a382001-fe36-41ff-bba4-8bf06bd54da9 Azure Sphere Owner
bda0d508-adf1-4af0-9c28-88919fc3ae06 Azure Stack HCI Administrator
8480c0f0-4509-4229-9339-7c10018cb8c4 Defender CSPM Storage Scanner Operator
0f641de8-0b88-4198-bdef-bd8b45ceba96 Defender for Storage Scanner Operator
4c6569b6-f23e-4295-9b90-bd4cc4ff3292 DevCenter Owner
e47c6f54-e4a2-4754-9501-8e0985b135e1 Foundry Account Owner
c883944f-8b7b-4483-af10-35834be79c4a Foundry Owner
eadc314b-1a2d-4efa-be10-5d325db5065e Foundry Project Manager
8b54135c-b56d-4d72-a534-26097cfdc8d8 Key Vault Data Access Administrator
7a2b6e6c-472e-4b39-8878-a26eb63d75c6 Microsoft Discovery Platform Administrator (Preview)
8e3af657-a8ff-443c-a75c-2fe8c4bcb635 Owner
f58310d9-a9f6-439a-9e8d-f62e7b41a168 Role Based Access Control Administrator
77789c21-1643-48a2-8f27-47f858540b51 Storage Actions Task Assignment Contributor
18d7d88d-d35e-4fb5-a5c3-7773c20a72d9 User Access Administrator
66f75aeb-eabe-4b70-9f1e-c350c4c9ad04 Virtual Machine Data Access Administrator (preview)`;

const FULL = `
b24988ac-6180-42a0-ab88-20f7382dd24c Contributor`;

const PRIVILEGED = `
76cc9ee4-d5d3-4a45-a930-26add3d73475 Access Review Operator Service Role
f353d9bd-d4a6-484e-a77a-8050b599b867 Automation Contributor
4fe576fe-1146-4730-92eb-48519fa6bf9f Automation Job Operator
d3881f73-407a-4167-8283-e981cbba0404 Automation Operator
4f8fab4f-1852-4a58-a46a-8eaf358af14a Avere Contributor
49fc33c1-886f-4b21-a00e-1d9993234734 AVS on Fleet VIS Role
d715fb95-a0f0-4f1c-8be6-5ad2d2767f67 AVS Orchestrator Role
aabbc5dd-1af0-458b-a942-81af88f9c138 Azure Center for SAP solutions service role
f5819b54-e033-4d82-ac66-4fec3cbf3f4c Azure Connected Machine Resource Manager
20cf746c-c765-402a-885e-c389c64478ce Azure Kubernetes Fleet Manager ABAC Custom Resources Reader
ff8eb232-5069-437e-94e5-31112ef30539 Azure Kubernetes Fleet Manager ABAC Custom Resources Writer
63bb64ad-9799-4770-b5c3-24ed299a07bf Azure Kubernetes Fleet Manager Contributor Role
850c5848-fc51-4a9a-8823-f220370626e3 Azure Kubernetes Fleet Manager Hub Cluster User Role
434fb43a-c01c-447e-9f67-c3ad923cfaba Azure Kubernetes Fleet Manager RBAC Admin
d1f699ed-700a-4c77-a22f-29890ac7b115 Azure Kubernetes Fleet Manager RBAC Admin for Member Clusters
18ab4d3d-a1bf-4477-8ad9-8359bc988f69 Azure Kubernetes Fleet Manager RBAC Cluster Admin
79a36d98-eb96-4a76-ae1d-481dc98d2c23 Azure Kubernetes Fleet Manager RBAC Cluster Admin for Member Clusters
bd80684d-2f5f-4130-892a-0955546282de Azure Kubernetes Fleet Manager RBAC Cluster Reader
1dc4cd5a-de51-4ee4-bc8e-b40e9c17e320 Azure Kubernetes Fleet Manager RBAC Cluster Writer
30b27cfc-9c84-438e-b0ce-70e35255df80 Azure Kubernetes Fleet Manager RBAC Reader
5af6afb3-c06c-4fa4-8848-71a8aee05683 Azure Kubernetes Fleet Manager RBAC Writer
50346970-0998-40f2-b47d-f3b8809840f8 Azure Kubernetes Fleet Manager RBAC Writer for Member Clusters
0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8 Azure Kubernetes Service Cluster Admin Role
1afdec4b-e479-420e-99e7-f82237c7c5e6 Azure Kubernetes Service Cluster Monitoring User
4abbcc35-e782-43d8-92c5-2d3f1bd2253f Azure Kubernetes Service Cluster User Role
ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8 Azure Kubernetes Service Contributor Role
289d8817-ee69-43f1-a0af-43a45505b488 Azure Kubernetes Service Namespace Contributor
c9f76ca8-b262-4b10-8ed2-09cf0948aa35 Azure Kubernetes Service Namespace User
3498e952-d568-435e-9b2c-8d77e338d7f7 Azure Kubernetes Service RBAC Admin
b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b Azure Kubernetes Service RBAC Cluster Admin
a7ffa36f-339b-4b5c-8bdf-e2c188b2c0eb Azure Kubernetes Service RBAC Writer
7859c0b0-0bb9-4994-bd12-cd529af7d646 Azure Migrate Decide and Plan Expert
ef318e2a-8334-4a05-9e4a-295a196c6a6e Azure Red Hat OpenShift Federated Credential
0358943c-7e01-48ba-8889-02cc51d78637 Azure Red Hat OpenShift Machine API Operator
344b740c-5e7c-4d32-89b2-ee3b51cb89bc Azure Resilience Management Drills Assets Contributor
437d2ced-4a38-4302-8479-ed2bcb43d090 Blueprint Operator
f3bd1b5c-91fa-40e7-afe7-0c11d331232c Container Apps Operator
78b19ac9-582c-44d8-9e11-733ae424ad83 Defender Servers P1
1dc24dd8-b00e-4344-837c-58b193cd23c7 Defender Servers P2
d9468a2b-1820-47e1-a40e-d2b7fba1879a Defender SQL Servers On Machines
a959dbd1-f747-45e3-8ba6-dd80f235f97c Desktop Virtualization Virtual Machine Contributor
088ab73d-1256-47ae-bea9-9de8e7131f31 Guest Configuration Resource Contributor
28bf596f-4eb7-45ce-b5bc-6cf482fec137 Locks Contributor
87a39d53-fc1b-424a-814c-f7e04687dc9e Logic App Contributor
ad710c24-b039-4e85-a019-deb4a06e8570 Logic Apps Standard Contributor
b70c96e9-66fe-4c09-b6e7-c98e69c98555 Logic Apps Standard Operator
e40ec5ca-96e0-45a2-b4ff-59039f2c2b59 Managed Identity Contributor
7e559ce2-48d7-4b27-9128-fa1b247f1308 Managed Identity Federated Identity Credential Contributor
f1a07417-d97a-45cb-824c-7a7467783830 Managed Identity Operator
285ce6d6-fa11-43bd-94ef-42a9b3740bfd Policy Enrollments Contributor
36243c78-bf99-498c-9df9-86d9f8d28608 Resource Policy Contributor
fb1c8493-542b-48eb-b624-b4c8fea62acd Security Admin
e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1 Storage Account Backup Contributor
c8a487a2-c85b-4487-83a1-9f04cde10293 Storage File Backup Contributor
1c0163c0-47e6-4577-8991-ea5c82e286e4 Virtual Machine Administrator Login
9980e02c-c2be-4d73-94e8-173b1dc7cf3c Virtual Machine Contributor
fb879df8-f326-4884-b1cf-06f3ad86be52 Virtual Machine User Login
dfce8971-25e3-42e3-ba33-6055438e3080 VM Restore Operator
de139f84-1756-47ae-9be6-808fbbe84772 Website Contributor`;

const DATA = `
8311e382-0749-4cb8-b61a-304f252e45ec AcrPush
5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b App Configuration Data Owner
516239f1-63e1-4d78-a4de-a74fb236a071 App Configuration Data Reader
f526a384-b230-433a-b45c-95f59c4a2dec Azure Event Hubs Data Owner
a638d3c7-ab3a-418d-83e6-5f17a39d4fde Azure Event Hubs Data Receiver
2b629674-e913-4c01-ae53-ef4638d8f975 Azure Event Hubs Data Sender
090c5cfd-751d-490a-894a-3ce6f1109419 Azure Service Bus Data Owner
4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0 Azure Service Bus Data Receiver
69a216fc-b8fb-44d8-bc22-1f3c2cd27a39 Azure Service Bus Data Sender
25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68 Cognitive Services Contributor
a001fd3d-188f-4b5d-821b-7da978bf7442 Cognitive Services OpenAI Contributor
5e0bd9bd-7b93-4f28-af87-19fc36ad61bd Cognitive Services OpenAI User
a97b65f3-24c7-4388-baec-2e87135dc908 Cognitive Services User
5bd9cd88-fe45-4216-938b-f97437e15450 DocumentDB Account Contributor
00482a5a-887f-4fb3-b363-3b7fe8e74483 Key Vault Administrator
db79e9a7-68ee-4b58-9aeb-b90e7c24fcba Key Vault Certificate User
a4417e6f-fecd-4de8-b567-7b0420556985 Key Vault Certificates Officer
14b46e9e-c2b7-41b4-b07b-48a6ebf60603 Key Vault Crypto Officer
e147488a-f6f5-4113-8e2d-b22465e65bf6 Key Vault Crypto Service Encryption User
12338af0-0e69-4776-bea7-57ae8d297424 Key Vault Crypto User
b86a8fe4-44ce-4948-aee5-eccb2c155cd7 Key Vault Secrets Officer
4633458b-17de-408a-b874-0445c86b69e6 Key Vault Secrets User
c12c1c16-33a1-487b-954d-41c89c60f349 Reader and Data Access
e0f68234-74aa-48ed-b826-c38b57376e17 Redis Cache Contributor
8ebe5a00-799e-43f5-93ac-243d3dce84a7 Search Index Data Contributor
1407120a-92aa-4202-b7e9-c0e197c71c8f Search Index Data Reader
420fcaa2-552c-430f-98ca-3264be4806c7 SignalR App Server
7e4f1700-ea5a-4f59-8f37-079cfe29dce3 SignalR Service Owner
17d1049b-9a84-46fb-8f53-869881c3d3ab Storage Account Contributor
81a9662b-bebf-436f-a333-f67b29880f12 Storage Account Key Operator Service Role
ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor
b7e6dc6d-f1e8-4753-8033-0f276bb0955b Storage Blob Data Owner
2a2b9908-6ea1-4ae2-8e65-a410df84e7d1 Storage Blob Data Reader
69566ab7-960f-475b-8e7c-b3118f30c6bd Storage File Data Privileged Contributor
b8eda974-7b85-4f76-af95-65846b26df6d Storage File Data Privileged Reader
bbf004e3-0e4b-4f86-ae4f-1f8fb47b357b Storage File Data SMB Admin
a235d3ee-5935-4cfb-8cc5-a3303ad5995e Storage File Data SMB MI Admin
0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb Storage File Data SMB Share Contributor
a7264617-510b-434b-a828-9731dc254ea7 Storage File Data SMB Share Elevated Contributor
aba4ae5f-2193-4029-9191-0cb91df5e314 Storage File Data SMB Share Reader
5d9bac3f-34b2-432f-bde5-78aa8e73ce6b Storage File Data SMB Take Ownership
974c5e8b-45b9-4653-ba55-5f855dd0fb88 Storage Queue Data Contributor
8a0f0c08-91a1-4084-bc3d-661d67233fed Storage Queue Data Message Processor
c6a89b2d-59bc-44d0-9896-0f6e12d7b80a Storage Queue Data Message Sender
19e7f393-937e-4f77-808e-94535e297925 Storage Queue Data Reader
0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 Storage Table Data Contributor
76199698-9eea-4c19-bc75-cec21354c6b6 Storage Table Data Reader`;

const ID_LENGTH = 36;

export const PRIVILEGED_ROLES: readonly PrivilegedRole[] = [
  ...rolesIn(GRANTS_ROLES, 'grants-roles'),
  ...rolesIn(FULL, 'full'),
  ...rolesIn(PRIVILEGED, 'privileged'),
  ...rolesIn(DATA, 'data'),
];

const BY_KEY: ReadonlyMap<string, PrivilegedRole> = new Map(
  PRIVILEGED_ROLES.flatMap((role) => [
    [role.id, role],
    [role.name.toLowerCase(), role],
  ]),
);

/** @param key the id of a role definition, or its name, in any letter case */
export function privilegedRole(key: string): PrivilegedRole | undefined {
  return BY_KEY.get(key.toLowerCase());
}

const KEY = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<=['"])[A-Za-z][\w &()-]+(?=['"])/gi;

/** Whether code holds the id of one of these roles, or the name of one in quotes. */
export function namesPrivilegedRole(code: string): boolean {
  for (const [key] of code.matchAll(KEY)) if (privilegedRole(key)) return true;
  return false;
}

function rolesIn(table: string, privilege: Privilege): readonly PrivilegedRole[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ id: line.slice(0, ID_LENGTH), name: line.slice(ID_LENGTH + 1), privilege }));
}
