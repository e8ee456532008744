import { fieldsOf } from './github-client.ts';

/** Ids by the expression that reads them: `vars.AZURE_CLIENT_ID`. A secret of the same name may be something else. */
export interface Variables {
  readonly [expression: string]: string;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Of variables only ids are kept: that is all that is asked for, and whoever put a secret into one is not betrayed. */
export function variablesOf(listed: readonly unknown[]): Variables {
  return Object.fromEntries(
    listed.map(fieldsOf).flatMap(({ name, value }) => {
      if (typeof name !== 'string' || typeof value !== 'string' || !GUID.test(value.trim())) return [];
      return [[`vars.${name}`, value.trim()] as const];
    }),
  );
}
