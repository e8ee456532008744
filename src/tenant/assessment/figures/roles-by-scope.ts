import { type ScopeLevel, scopeLevel } from '../../model/access.ts';
import type { Privilege } from '../privilege.ts';
import type { FigureDefinition, Label } from './figure.ts';

type Scope = ScopeLevel | 'directory' | 'directory-part';

const SCOPES: readonly (Label & { readonly key: Scope })[] = [
  { key: 'directory', text: 'The directory', short: 'Directory' },
  { key: 'directory-part', text: 'A part of the directory', short: 'Part of directory' },
  { key: 'root', text: 'Everything in Azure', short: 'All of Azure' },
  { key: 'management-group', text: 'Management groups', short: 'Management group' },
  { key: 'subscription', text: 'Subscriptions', short: 'Subscription' },
  { key: 'resource-group', text: 'Resource groups', short: 'Resource group' },
  { key: 'resource', text: 'Resources', short: 'Resource' },
];

export const rolesByScope: FigureDefinition = {
  id: 'roles',
  title: 'Role assignments by scope',
  about:
    'Directory and Azure roles, the eligible ones too, by what they come to where they are assigned. Critical leads to the whole tenant.',
  unit: { one: 'role assignment', many: 'role assignments' },
  shape: 'bars',
  rows: SCOPES,
  series: [
    { key: 'critical', text: 'Critical', tone: 'critical' },
    { key: 'high', text: 'High', tone: 'high' },
    { key: 'medium', text: 'Medium', tone: 'medium' },
    { key: 'low', text: 'Low', tone: 'low' },
  ],
  needs: ['directory-roles', 'azure-roles'],
  see({ privileges }, _, count) {
    for (const privilege of privileges) {
      const scope = scopeOf(privilege);
      if (scope !== undefined) count(scope, privilege.tier);
    }
  },
};

function scopeOf({ kind, scope = '/' }: Privilege): Scope | undefined {
  if (kind === 'azure-role') return scopeLevel(scope);
  return kind === 'directory-role' ? (scope === '/' ? 'directory' : 'directory-part') : undefined;
}
