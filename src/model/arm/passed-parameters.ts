import type { JsonNode, JsonObject } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import { callValue, unknownValue } from '../evaluate/index.ts';
import type { Property, Value } from '../value.ts';
import { member } from './scope.ts';

/**
 * The parameters that a deployment or parameter file passes: `"name": { "value": ... }`, or a Key Vault reference,
 * whose source is a call of `getSecret` as in Bicep.
 */
export function passedParameters(
  section: JsonObject | undefined,
  uri: string,
  evaluate: (node: JsonNode | undefined, range: Range) => Value,
): readonly Property[] {
  return (section?.properties ?? []).map(({ name, nameRange, range, value: passed }) => {
    const value = member(passed, 'value');
    const vault = member(passed, 'reference');
    if (value) return { name, nameRange, range, value: evaluate(value.value, value.nameRange) };
    const place = { uri, range: passed?.range ?? nameRange };
    return {
      name,
      nameRange,
      range,
      value: vault ? callValue(place, 'getSecret', { type: 'Microsoft.KeyVault/vaults' }) : unknownValue(place),
    };
  });
}
