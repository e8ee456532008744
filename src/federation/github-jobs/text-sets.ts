import { github } from '../issuers/github.ts';
import { slotContent } from '../issuers/template.ts';
import { charSet } from '../pattern-set/char-set.ts';
import { char, oneOrMore } from '../pattern-set/language.ts';
import { ANY_REF_NAME } from '../patterns/git-reference.ts';
import type { TextSet } from '../subject-set.ts';

export const ANY_NAME: TextSet = { language: oneOrMore(char(charSet('A-Za-z0-9._-'))), display: '*' };
export const ANY_ID: TextSet = { language: oneOrMore(char(charSet('0-9'))), display: '*' };
export const ANY_REF: TextSet = { language: ANY_REF_NAME, display: '*' };
export const ANY_ENVIRONMENT: TextSet = { language: slotContent(github.slots['environment'], false), display: '*' };
/** A value of a customised subject. */
export const ANY_VALUE: TextSet = { language: slotContent(github.slots['value'], false), display: '*' };
