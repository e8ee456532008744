import { asArmResource } from '../../../model/arm/as-arm-resource.ts';
import {
  renderLiteral as renderBicep,
  renderProperty as renderBicepProperty,
} from '../../../model/bicep/render-literal.ts';
import type { InfrastructureLanguage, Literal, Resource } from '../../../model/resource.ts';
import { renderBlock, renderValue as renderTerraform } from '../../../model/terraform/editor/render.ts';
import { renderJson } from '../../../syntax/json/index.ts';
import type { SourceText } from '../../../text/source-text.ts';

/** How text is laid out where it is written. */
export interface Layout {
  /** The blanks that the line begins with in which the text begins. */
  readonly indentation: string;
  /** What one level adds. */
  readonly unit: string;
  readonly lineEnding: string;
}

/** A value as the language writes it. */
export function renderValue(language: InfrastructureLanguage, value: Literal, layout: Layout): string {
  switch (language) {
    case 'bicep':
      return renderBicep(value, { ...layout, isOneLine: false });
    case 'terraform':
      return renderTerraform(value, layout);
    case 'arm-json':
      return renderJson(value, { ...layout, text: templateText });
  }
}

/** Name and value as the language writes them. */
export function renderProperty(language: InfrastructureLanguage, name: string, value: Literal, layout: Layout): string {
  switch (language) {
    case 'bicep':
      return renderBicepProperty(name, value, { ...layout, isOneLine: false });
    case 'terraform':
      return `${name} = ${renderTerraform(value, layout)}`;
    case 'arm-json':
      return `${JSON.stringify(name)}: ${renderValue('arm-json', value, layout)}`;
  }
}

/** An expression as a value: templates write it in a text with brackets. */
export function expression(language: InfrastructureLanguage, code: string): Literal {
  return { raw: language === 'arm-json' ? JSON.stringify(`[${code}]`) : code };
}

/** A resource to be declared. */
export interface Declaration {
  readonly type: string;
  /** Bicep and ARM templates. */
  readonly apiVersion?: string;
  readonly symbol: string;
  /** What decides whether it is there, as `Reference` has it. */
  readonly condition?: string | undefined;
  readonly body: { readonly [name: string]: Literal };
}

/** The text of a declaration as it stands beside another resource, whose indentation it takes. */
export function renderDeclaration(beside: Resource, declaration: Declaration): string {
  const { type, apiVersion = '', symbol, condition, body } = declaration;
  const layout = { indentation: '', unit: indentationOf(beside), lineEnding: '\n' };
  switch (beside.language) {
    case 'bicep': {
      const head = condition === undefined ? '' : `if (${condition}) `;
      return `resource ${symbol} '${type}@${apiVersion}' = ${head}${renderValue('bicep', body, layout)}`;
    }
    case 'terraform': {
      const whole = condition === undefined ? body : { count: { raw: condition }, ...body };
      return renderBlock(`resource "${type}" "${symbol}"`, whole, layout);
    }
    case 'arm-json': {
      const guard = condition === undefined ? {} : { condition: expression('arm-json', condition) };
      const text = renderValue('arm-json', { ...guard, type, apiVersion, ...body }, layout);
      return isSymbolic(beside) ? `${JSON.stringify(symbol)}: ${text}` : text;
    }
  }
}

/** Whether an ARM template names its resources by keys (`languageVersion` 2.0). */
function isSymbolic(resource: Resource): boolean {
  const arm = resource.language === 'arm-json' ? asArmResource(resource) : undefined;
  return arm !== undefined && arm.range.start !== arm.node.range.start;
}

/** One step of indentation as the body of a resource has it. */
export function indentationOf({ language, document: { source }, range, body }: Resource): string {
  if (language === 'terraform') return '  ';
  const outer = source.indentationAt(range.start);
  const member = body.properties.find(
    ({ range: { start, end } }) => start > range.start && end <= range.end && isOnLineOfItsOwn(source, start),
  );
  const inner = member ? source.indentationAt(member.range.start) : '';
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  ';
}

function isOnLineOfItsOwn(source: SourceText, offset: number): boolean {
  const { start } = source.lineRange(source.positionAt(offset).line);
  return source.slice({ start, end: offset }).trim() === '';
}

/** Text that begins with a bracket would be an expression. */
function templateText(text: string): string {
  return text.startsWith('[') ? `[${text}` : text;
}
