/**
 * Built-in directory roles that Microsoft marks as privileged and that can change something, one a line with the id of
 * the template, which is that of the role definition too. Facts: Microsoft Entra built-in roles as published in August 2026.
 */

/** `takeover` can make itself Global Administrator. */
export type DirectoryReach = 'takeover' | 'privileged';

export interface DirectoryRole {
  /** Lower case. */
  readonly id: string;
  readonly name: string;
  readonly reach: DirectoryReach;
}

const TAKEOVER = `
9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3 Application Administrator
158c047a-c907-4556-b7ef-446551a6b5f7 Cloud Application Administrator
8329153b-31d0-4727-b945-745eb3bc5f31 Domain Name Administrator
62e90394-69f5-4237-9190-012177145e10 Global Administrator
8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2 Hybrid Identity Administrator
e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8 Partner Tier2 Support
7be44c8a-adaf-4e2a-84d6-ab2649e08a13 Privileged Authentication Administrator
e8611ab8-c189-46e8-94e1-60213ab1f814 Privileged Role Administrator`;

const PRIVILEGED = `
d2562ede-74db-457e-a7b6-544e236ebb61 AI Administrator
db506228-d27e-4b7d-95e5-295956d6615f Agent ID Administrator
ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe Attribute Provisioning Administrator
c4e39bd9-1100-46d3-8c65-fb160da0071f Authentication Administrator
25a516ed-2fa0-40ea-a2d0-12923a21473a Authentication Extensibility Administrator
0b00bede-4072-4d22-b441-e7df02a1ef63 Authentication Extensibility Password Administrator
aaf43236-0c0d-4d5f-883a-6955382ac081 B2C IEF Keyset Administrator
7698a772-787b-4ac8-901f-60d6b08affd2 Cloud Device Administrator
b1be1c3e-b65d-4f19-8427-f6fa0d97feb9 Conditional Access Administrator
9360feb5-f418-4baa-8175-e2a00bac4301 Directory Writers
58f930cc-fcf4-4152-852c-1d7dbf502139 Entra SOC Identity Responder
be2f45a1-457d-42af-a067-6ec1fa63bc45 External Identity Provider Administrator
729827e3-9c14-49f7-bb1b-9608f156bbb8 Helpdesk Administrator
45d8d3c5-c802-45c6-b32a-1d70b5e1e86e Identity Governance Administrator
3a2c62db-5318-420d-8d74-23affee5d9d5 Intune Administrator
59d46f88-662b-457b-bceb-5c3809e5908f Lifecycle Workflows Administrator
4ba39ca4-527c-499a-b93d-d9b492c50246 Partner Tier1 Support
966707d0-3269-4727-9be2-8c3a10f19b9d Password Administrator
194ae4cb-b126-40b2-bd5b-6091b380977d Security Administrator
5f2222b1-57c3-48ba-8ad5-d4759f1fde6f Security Operator
1981f584-96e9-4a6f-95b0-f522373f8fae Tenant Governance Administrator
fe930be7-5e62-47db-91af-98c3a49a38b1 User Administrator`;

const ID_LENGTH = 36;

export const PRIVILEGED_DIRECTORY_ROLES: readonly DirectoryRole[] = [
  ...rolesIn(TAKEOVER, 'takeover'),
  ...rolesIn(PRIVILEGED, 'privileged'),
];

const BY_KEY: ReadonlyMap<string, DirectoryRole> = new Map(
  PRIVILEGED_DIRECTORY_ROLES.flatMap((role) => [
    [role.id, role],
    [role.name.toLowerCase(), role],
  ]),
);

/** @param key the id of a role template, or its name, in any letter case */
export function privilegedDirectoryRole(key: string): DirectoryRole | undefined {
  return BY_KEY.get(key.toLowerCase());
}

function rolesIn(table: string, reach: DirectoryReach): readonly DirectoryRole[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ id: line.slice(0, ID_LENGTH), name: line.slice(ID_LENGTH + 1), reach }));
}
