import type { InfrastructureLanguage, Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import { containsRange, type Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';
import type { FlowPlace, NamedPair } from '../support/flow/secret-places.ts';
import { type AttributePlace, replaceAttributes } from '../support/replace-attributes.ts';

/** A setting to write: the value is an expression of the language, in an ARM template without brackets. */
export interface NewSetting {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes settings in the place of one: the first takes its place, the others follow. Undefined where the setting is not
 * written out in the file of the resource.
 */
export function replaceSetting(
  place: FlowPlace,
  { document, language }: Resource,
  settings: readonly NewSetting[],
): readonly TextEdit[] | undefined {
  const { source } = document;
  const { property, pair } = place;
  const isHere = property.value.uri === document.uri && containsRange(property.range, place.range);
  if (!isHere || /[\r\n]/.test(source.slice(property.nameRange))) return undefined;
  if (pair) return pair.object.uri === document.uri ? inPair(pair, property, source, language, settings) : undefined;
  if (language === 'terraform') return inTerraformMap(place, source, settings);
  const [first, ...more] = settings;
  if (!first) return undefined;
  const text = ({ name, value }: NewSetting) => `${keyOf(name, language)}: ${expressionOf(value, language)}`;
  return [
    { range: property.range, newText: text(first) },
    ...more.map((setting) =>
      insertion(property.range.end, `${separator(source, property.range, language)}${text(setting)}`),
    ),
  ];
}

/** The name and the value of the element are replaced; what follows repeats the element with others. */
function inPair(
  { object, nameProperty }: NamedPair,
  { value }: Property,
  source: SourceText,
  language: InfrastructureLanguage,
  settings: readonly NewSetting[],
): readonly TextEdit[] | undefined {
  const [first, ...more] = settings;
  const name = nameProperty.value.range;
  // A name that a variable holds is not that of this setting alone.
  if (!first || !/^['"]/.test(source.slice(name)) || !containsRange(object.range, name)) return undefined;
  if (!containsRange(object.range, value.range)) return undefined;
  const changes = (setting: NewSetting) =>
    [
      { range: name, newText: textOf(setting.name, language) },
      { range: value.range, newText: expressionOf(setting.value, language) },
    ].sort((a, b) => a.range.start - b.range.start);
  const copy = (setting: NewSetting) => {
    const [one, two] = changes(setting);
    if (!one || !two) return '';
    const { start, end } = object.range;
    return [
      source.slice({ start, end: one.range.start }),
      one.newText,
      source.slice({ start: one.range.end, end: two.range.start }),
      two.newText,
      source.slice({ start: two.range.end, end }),
    ].join('');
  };
  return [
    ...changes(first),
    ...more.map((setting) =>
      insertion(object.range.end, `${separator(source, object.range, language)}${copy(setting)}`),
    ),
  ];
}

function inTerraformMap(
  { property, siblings }: FlowPlace,
  source: SourceText,
  settings: readonly NewSetting[],
): readonly TextEdit[] | undefined {
  const written = siblings.map((sibling): AttributePlace => asWritten(sibling, source));
  const own = written[siblings.indexOf(property)];
  const isQuoted = source.slice(property.nameRange).startsWith('"');
  const by = settings.map(({ name, value }) => ({ name: isQuoted ? `"${name}"` : name, value }));
  return own && replaceAttributes(source, written, [own], by);
}

/** With the quotes of its key, which count for the column of the equals signs. */
function asWritten({ nameRange, range, value }: Property, source: SourceText): AttributePlace {
  return { name: source.slice(nameRange), nameRange, range, value };
}

/** What stands between members: a line break where each has its own lines. */
function separator(source: SourceText, member: Range, language: InfrastructureLanguage): string {
  const before = source.slice({
    start: source.lineRange(source.positionAt(member.start).line).start,
    end: member.start,
  });
  const isOwnLine = before.trim() === '';
  const comma = language === 'arm-json' || !isOwnLine ? ',' : '';
  return isOwnLine ? `${comma}${source.lineEnding}${before}` : `${comma} `;
}

function keyOf(name: string, language: InfrastructureLanguage): string {
  return language === 'bicep' && /^[A-Za-z_]\w*$/.test(name) ? name : textOf(name, language);
}

function textOf(text: string, language: InfrastructureLanguage): string {
  return language === 'bicep' ? `'${text}'` : `"${text}"`;
}

function expressionOf(expression: string, language: InfrastructureLanguage): string {
  if (language !== 'arm-json') return expression;
  return /^'[^']*'$/.test(expression) ? `"${expression.slice(1, -1)}"` : `"[${expression}]"`;
}
