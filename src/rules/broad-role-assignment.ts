import { checkCustomRoles } from './broad-role-assignment/check-custom-role.ts';
import { checkDirectoryRoles } from './broad-role-assignment/check-directory-roles.ts';
import { checkGrants } from './broad-role-assignment/check-grants.ts';
import { checkGraph } from './broad-role-assignment/check-graph.ts';
import { MESSAGES } from './broad-role-assignment/messages.ts';
import { defineRule } from './rule.ts';

/**
 * Roles and permissions that reach further than the work of one identity: privileged roles of Azure weighed by their
 * scope, custom roles that are as wide, application permissions of Microsoft Graph and directory roles.
 */
export const broadRoleAssignment = defineRule({
  id: 'broad-role-assignment',
  title: 'Role or permission that reaches too far',
  severity: 'warning',
  tags: ['CWE-250', 'CWE-269', 'CICD-SEC-5'],
  messages: MESSAGES,
  checks: {
    infrastructure(model, context) {
      checkGrants(model, context);
      checkCustomRoles(model, context);
      checkGraph(model, context);
      checkDirectoryRoles(model, context);
    },
  },
});
