import { VERSION } from '../lint/links.ts';

/** An answer for programs: the version of its shape and the tool ahead, as in the report of `keyless lint`. */
export function jsonText(answer: object): string {
  return `${JSON.stringify({ version: 1, tool: { name: 'keyless', version: VERSION }, ...answer }, null, 2)}\n`;
}
