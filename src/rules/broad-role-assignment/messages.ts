import type { RuleContext } from '../rule.ts';

export const MESSAGES = {
  grantsRoles:
    'Whoever holds {role} on {scope} can give any role there to itself and to others: a stolen token of this principal ' +
    'is the end of all that lies there. Assign the role that the work needs on the resources it needs, or put a ' +
    '`condition` on which roles may be given to whom.',
  limitedGrant:
    '{role} on {scope} gives roles within its condition. Check that the condition leaves out Owner, User Access ' +
    'Administrator, Role Based Access Control Administrator and Contributor, and names the principals that may get one.',
  fullControl:
    '{role} on {scope} can change and delete everything there, run code on its machines and read the keys of its ' +
    'services. Assign the roles that the work needs on the resources it needs.',
  privileged:
    'Microsoft marks {role} as privileged, and on {scope} it covers every resource there is or will be. Assign it on ' +
    'the resource group or resource that needs it.',
  wideData:
    '{role} on {scope} opens the data of every resource of its kind there is or will be. Assign it on the resource that ' +
    'the work needs.',
  customFull:
    'This custom role allows every action, those on role assignments included: it is Owner by another name, which no list ' +
    'of privileged roles shows. List the actions that the work needs.',
  customContributor:
    'This custom role allows every action but those in its exceptions, and those of every service yet to come. List the ' +
    'actions that the work needs.',
  customGrants:
    'This custom role may write role assignments, so that whoever holds it can give itself any other role. Leave the ' +
    'action out, or assign Role Based Access Control Administrator with a condition instead.',
  customWidens:
    'This custom role may write role definitions, so that whoever holds it can add any action to it, those on role ' +
    'assignments included. Leave the action out, and define roles where their changes are reviewed.',
  customKeys:
    'This custom role reads the keys of services, with which all their data is open to anybody, past every role and log ' +
    'of who it was. Use data actions or a data role instead.',
  graphTakeover:
    'With the application permission {role} of Microsoft Graph this identity can make itself Global Administrator. Use ' +
    'a permission that covers only what it works on, such as {instead}.',
  graphTenantWide:
    'The application permission {role} of Microsoft Graph reaches everybody in the tenant, not only what this identity ' +
    'works on. Use a narrower one, such as {instead}.',
  graphRequest:
    'This application asks for the application permission {role} of Microsoft Graph, which {power}. Once an ' +
    'administrator consents, every credential of the application has it. Ask for a narrower one, such as {instead}.',
  graphDelegated:
    'This grants the delegated permission {role} of Microsoft Graph for all users: whoever takes over the application acts ' +
    'with it as each of them that signs in, administrators too. Ask for a narrower one, or let users consent.',
  directoryRole:
    'The directory role {role} {power}. A workload has no second factor to hold back a stolen token. Give it an ' +
    'application permission or a custom role for what it does, at the scope of an administrative unit where there is one.',
} as const;

export type BroadRoleMessage = keyof typeof MESSAGES;
export type BroadRoleContext = RuleContext<BroadRoleMessage>;
