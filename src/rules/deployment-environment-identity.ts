import { exactText } from '../model/patterns.ts';
import type { InfrastructureModel, ModuleCall, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { Property } from '../model/value.ts';
import type { Range } from '../text/range.ts';
import { type PrivilegedRole, privilegedRole } from './catalogue/privileged-roles.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

/**
 * Environment types of Azure Deployment Environments: the identity that deploys, and the roles that everybody who makes
 * an environment gets on it. Facts: Microsoft.DevCenter 2025-02-01, azurerm 5.2.0.
 */
export const deploymentEnvironmentIdentity = defineRule({
  id: 'deployment-environment-identity',
  title: 'Deployment environment with too much power for its creators, or without an identity of its own',
  severity: 'warning',
  tags: ['CWE-250', 'CWE-269', 'CICD-SEC-5'],
  messages: {
    creatorGrants:
      '{holder} gets {role} on it, and can give that and more to others. Give Reader, or the role that works on the resources which the environment is made of.',
    creatorControls:
      '{holder} gets {role} on it, and so can add and change anything there, past the definitions of the catalogue, and ' +
      'run it as the identities of the environment. Give Reader, or the role that works on the resources which the environment is made of.',
    noIdentity:
      'This environment type has no identity of its own to deploy with. Give it one, with roles on its own subscription ' +
      'only, so that a test environment is not deployed with what production needs.',
    sharedIdentity:
      'This environment type deploys with the identity of the dev center, which reads its catalogues and their secrets. ' +
      'Give it an identity of its own, with roles on its own subscription only.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declared of model.resources) {
        if (declared.mode !== 'resource') continue;
        const resource = armView(declared) ?? declared;
        if (resource.isType('Microsoft.DevCenter/projects/environmentTypes')) {
          for (const role of keyedRoles(resource)) reportRole(role, context);
          checkIdentity(resource, 'userAssignedIdentities', model, context);
        } else if (resource.isType('azurerm_dev_center_project_environment_type')) {
          for (const role of listedRoles(resource)) reportRole(role, context);
          checkIdentity(resource, 'identity_ids', model, context);
        }
      }
      for (const call of model.modules) for (const role of passedRoles(call)) reportRole(role, context);
    },
  },
});

type Context = RuleContext<'creatorGrants' | 'creatorControls' | 'noIdentity' | 'sharedIdentity'>;

const HOLDERS = {
  creators: 'Everybody who makes an environment of this type',
  users: 'Whoever this names for the environments of this type',
} as const;

interface GivenRole {
  readonly id: string;
  readonly holder: keyof typeof HOLDERS;
  /** The other roles that are given with it. */
  readonly beside: readonly string[];
  readonly uri: string;
  /** Of the id with its quotes. */
  readonly range: Range;
}

/** Maps whose keys are the ids of roles. */
function keyedRoles(resource: Resource): readonly GivenRole[] {
  const keysAt = (path: string, holder: GivenRole['holder']) =>
    resource.find(path).flatMap(({ value }) =>
      value.properties.map(({ name, nameRange }) => {
        const beside = value.properties.map((other) => other.name);
        return { id: name, holder, beside, uri: value.uri, range: nameRange };
      }),
    );
  return [
    ...keysAt('properties.creatorRoleAssignment.roles', 'creators'),
    ...keysAt('properties.userRoleAssignments{}.roles', 'users'),
  ];
}

function listedRoles(resource: Resource): readonly GivenRole[] {
  return [
    ...resource.find('creator_role_assignment_roles').flatMap((list) => itemsOf(list, 'creators')),
    ...resource.find('user_role_assignment.roles').flatMap((list) => itemsOf(list, 'users')),
  ];
}

/** What Azure Verified Modules for dev centers take, on their own or in a list of environment types. */
function passedRoles({ arguments: passed }: ModuleCall): readonly GivenRole[] {
  const types = passed.filter(({ name }) => name === 'environmentTypes').flatMap(({ value }) => value.items);
  return [...passed, ...types.flatMap(({ properties }) => properties)]
    .filter(({ name }) => name === 'creatorRoleAssignmentRoles')
    .flatMap((list) => itemsOf(list, 'creators'));
}

function itemsOf({ value }: Property, holder: GivenRole['holder']): readonly GivenRole[] {
  const ids = value.items.map(({ patterns }) =>
    patterns.length === 1 && patterns[0] ? exactText(patterns[0]) : undefined,
  );
  const beside = ids.filter((id) => id !== undefined);
  return value.items.flatMap(({ uri, range }, index) => {
    const id = ids[index];
    return id === undefined ? [] : [{ id, holder, beside, uri, range }];
  });
}

function reportRole(given: GivenRole, context: Context): void {
  const { id, holder, uri, range } = given;
  const role = privilegedRole(id);
  if (!role || uri !== context.document.uri) return;
  if (role.privilege !== 'grants-roles' && role.privilege !== 'full') return;
  context.report({
    messageId: role.privilege === 'full' ? 'creatorControls' : 'creatorGrants',
    data: { role: role.name, holder: HOLDERS[holder] },
    range,
    fixes: readerFix(role, given, context),
  });
}

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

function readerFix(role: PrivilegedRole, { range, holder, beside }: GivenRole, { document }: Context): readonly Fix[] {
  const text = document.source.slice(range);
  const at = text.toLowerCase().indexOf(role.id);
  // A role is given once; where Reader is given already, the other one just has to go.
  if (at < 0 || beside.includes(READER)) return [];
  const start = range.start + at;
  const edits = editsOf(document.uri, [{ range: { start, end: start + role.id.length }, newText: READER }]);
  if (!edits) return [];
  const followUps = [
    `Tell those it concerns: what they did as ${role.name}, they do by the definitions of the catalogue.`,
  ];
  return [{ title: `Give ${holder} Reader instead of ${role.name}`, safety: 'needs-review', edits, followUps }];
}

/** @param listName what holds the ids of user-assigned identities: keys of a map, or a list */
function checkIdentity(type: Resource, listName: string, model: InfrastructureModel, context: Context): void {
  const [identity] = type.find('identity');
  if (!identity) {
    if (!type.body.isComplete) return;
    const value = { type: 'SystemAssigned' };
    const edits = editsOf(context.document.uri, type.editor.set('identity', value));
    context.report({
      messageId: 'noIdentity',
      range: type.typeRange,
      severity: 'information',
      fixes:
        edits && type.language !== 'terraform'
          ? [{ title: 'Let it deploy with an identity of its own', safety: 'needs-review', edits, followUps: [ROLES] }]
          : [],
    });
    return;
  }
  const ofCenters = model.resources
    .map((resource) => armView(resource) ?? resource)
    .filter((resource) => CENTERS.some((center) => resource.isType(center)))
    .flatMap((center) => assignedIdentities(center, listName, context));
  const shared = assignedIdentities(type, listName, context).find(({ text }) =>
    ofCenters.some((one) => one.text === text),
  );
  if (shared) context.report({ messageId: 'sharedIdentity', range: shared.range, severity: 'information' });
}

const ROLES =
  'Assign to the new identity the roles that the definitions of the catalogue need, on the subscription that it deploys to.';

const CENTERS = ['Microsoft.DevCenter/devcenters', 'azurerm_dev_center'];

/** User-assigned identities, as the expressions that name them. */
function assignedIdentities(resource: Resource, listName: string, { document }: Context) {
  return resource
    .find(`identity.${listName}`)
    .filter(({ value }) => value.uri === document.uri)
    .flatMap(({ value }) => [
      ...value.properties.map(({ nameRange }) => nameRange),
      ...value.items.map(({ range }) => range),
    ])
    .map((range) => ({ range, text: document.source.slice(range) }));
}
