import { placeholdersOf } from '../../src/lint/message.ts';
import type { DocumentKind } from '../../src/model/document.ts';
import { documentKind } from '../../src/model/document-kind.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { RuleCase } from './rule-case.ts';

/** What is wrong with the cases of a rule as a whole, whatever each of them says. */
export function checkCases(rule: Rule, cases: readonly RuleCase[]): string[] {
  return [
    ...(cases.length === 0 ? ['there is no case'] : []),
    ...duplicateCases(cases),
    ...unshownMessages(rule, cases),
    ...unknownMessages(rule, cases),
    ...languagesWithoutValidCase(cases),
  ];
}

/** What is wrong with a rule's own description. */
export function checkDescription(rule: Rule): string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(rule.id)) problems.push(`the id "${rule.id}" is not kebab-case`);
  if (!/^[A-Z].*[^.]$/.test(rule.title)) problems.push('the title must begin with a capital and have no full stop');
  if (Object.values(rule.checks).every((check) => check === undefined)) problems.push('the rule checks nothing');
  if (Object.keys(rule.messages).length === 0) problems.push('the rule has no message');
  for (const [id, message] of Object.entries(rule.messages)) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(id)) problems.push(`the message id "${id}" is not camelCase`);
    if (!/[.?!)`}]$/.test(message.trim())) problems.push(`the message ${id} is no whole sentence: ${message}`);
    if (message.replace(/\{[A-Za-z][A-Za-z0-9]*\}/g, '').match(/\$\{|\{\s*\}/)) {
      problems.push(`the message ${id} has a placeholder that cannot be filled (known: ${placeholdersOf(message)})`);
    }
  }
  for (const [name, option] of Object.entries(rule.options ?? {})) {
    const type = Array.isArray(option.default) ? 'array' : typeof option.default;
    const expected = option.type === 'integer' ? 'number' : option.type;
    if (type !== expected) problems.push(`the default of the option ${name} is no ${option.type}`);
  }
  return problems;
}

function duplicateCases(cases: readonly RuleCase[]): string[] {
  const seen = new Map<string, string>();
  return cases.flatMap((testCase) => {
    const key = JSON.stringify([
      testCase.files.map((file) => [extensionOf(file.path), file.text]),
      testCase.configuration,
      testCase.inventoryText,
    ]);
    const first = seen.get(key);
    seen.set(key, first ?? testCase.name);
    return first === undefined ? [] : [`the cases ${first} and ${testCase.name} are the same`];
  });
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.'));
}

function unshownMessages(rule: Rule, cases: readonly RuleCase[]): string[] {
  const shown = markedMessages(cases);
  return Object.keys(rule.messages)
    .filter((id) => !shown.has(id))
    .map((id) => `no case shows the message ${id}`);
}

function unknownMessages(rule: Rule, cases: readonly RuleCase[]): string[] {
  return [...markedMessages(cases)]
    .filter((id) => !Object.hasOwn(rule.messages, id))
    .map((id) => `a case marks the message ${id}, which the rule does not have`);
}

function markedMessages(cases: readonly RuleCase[]): ReadonlySet<string> {
  return new Set(cases.flatMap((it) => it.files.flatMap((file) => file.markers.map((marker) => marker.messageId))));
}

/** A rule that finds something in a language must also show where it is silent there. */
function languagesWithoutValidCase(cases: readonly RuleCase[]): string[] {
  const found = new Set<DocumentKind>();
  const silent = new Set<DocumentKind>();
  for (const testCase of cases) {
    for (const file of testCase.files) {
      const kind = documentKind(file.path, file.text);
      if (testCase.isValid) silent.add(kind);
      else if (file.markers.length > 0) found.add(kind);
    }
  }
  return [...found].filter((kind) => !silent.has(kind)).map((kind) => `no valid case for ${kind}`);
}
