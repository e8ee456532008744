import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Property, Value } from '../../model/value.ts';

/** A secret parameter in the template of a deployment that is evaluated before it is sent. */
export interface ExposedParameter {
  readonly deployment: Resource;
  readonly name: string;
  /** Where it is written into the template. */
  readonly property: Property;
}

/**
 * Secret parameters that stand in nested templates whose expressions belong to the template around them: their values
 * are put in, and the history of deployments keeps the result as text.
 */
export function exposedParameters(model: InfrastructureModel): readonly ExposedParameter[] {
  if (model.language === 'terraform') return [];
  return model.resources
    .filter((resource) => resource.mode === 'resource' && resource.isType('Microsoft.Resources/deployments'))
    .filter(isEvaluatedOutside)
    .flatMap((deployment) => {
      const found = new Map<string, ExposedParameter>();
      for (const { value } of deployment.find('properties.template')) collect(value, deployment, found, 0);
      return [...found.values()];
    });
}

/** Without the option, a template is evaluated outside. */
function isEvaluatedOutside(deployment: Resource): boolean {
  const scopes = deployment.find('properties.expressionEvaluationOptions.scope');
  const options = deployment.find('properties.expressionEvaluationOptions');
  if (scopes.length === 0) return options.every(({ value }) => value.isComplete);
  return scopes.every(({ value }) => value.patterns.every((pattern) => /^outer$/i.test(exactText(pattern) ?? '')));
}

/** Deeper than any template. */
const MAX_DEPTH = 40;

function collect(value: Value, deployment: Resource, found: Map<string, ExposedParameter>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const property of value.properties) {
    for (const source of property.value.sources) {
      const isExposed =
        source.kind === 'parameter' && source.isSecure && property.value.uri === deployment.document.uri;
      if (isExposed && !found.has(source.name)) found.set(source.name, { deployment, name: source.name, property });
    }
    collect(property.value, deployment, found, depth + 1);
  }
  for (const item of value.items) collect(item, deployment, found, depth + 1);
}
