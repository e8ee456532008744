import type { TenantCall } from '../../../migrate/plan.ts';

/** Imperative, in words of our own: the title of a step is what somebody wrote into a file. */
export function changeText({ operation, keyId = '', trust }: TenantCall): string {
  switch (operation) {
    case 'add-trust':
      return `Add the federated credential "${trust?.name ?? ''}" for ${trust?.subject ?? ''}`;
    case 'remove-secret':
      return `Remove the client secret ${keyId}`;
    case 'forbid-secrets':
      return 'Forbid new client secrets';
  }
}

/** Whether what goes does not come back. */
export function destroys(operation: string): boolean {
  return /^(?:remove|disable)-/u.test(operation);
}
