import { folderOf, type SourceDocument, type Workspace } from '../../../model/document.ts';
import type { InfrastructureModel } from '../../../model/resource.ts';
import type { SourceText } from '../../../text/source-text.ts';

/** What every secret comes in by: without a sign of one in the text there is none to follow. */
const SIGN =
  /\blist\w*(?:key|secret|credential|connectionstring|sas|token)\w*\s*\(|getSecret\s*\(|AccountKey\s*=|AccessKey\s*=|_(?:key|connection_string|connection_strings|connection_string_alias|password|keys|sas|secret|config|config_raw)\b|\.(?:result|sas|value|api_key|private_key_\w+)\b/i;
const BICEP_SIGN =
  /\blist\w*(?:key|secret|credential|connectionstring|sas|token)\w*\s*\(|getSecret\s*\(|AccountKey\s*=|AccessKey\s*=/i;

const MAX_MODULES = 200;

/** False where no secret can come into a file: most files are ruled out by a look at their text. */
export function mayHoldSecrets(model: InfrastructureModel, workspace: Workspace): boolean {
  if (model.language === 'terraform') {
    return workspace.inFolder('terraform', folderOf(model.document.path)).some((document) => hasSign(document, SIGN));
  }
  return hasSignDeep(model, { left: MAX_MODULES });
}

/** A module may hand out a secret that it asks for itself. */
function hasSignDeep(model: InfrastructureModel, budget: { left: number }): boolean {
  if (hasSign(model.document, BICEP_SIGN)) return true;
  if (model.language !== 'bicep' || !model.document.source.text.includes('.outputs.')) return false;
  return model.modules.some(({ target }) => {
    budget.left -= 1;
    return target !== undefined && budget.left >= 0 && hasSignDeep(target, budget);
  });
}

const known = new WeakMap<SourceText, boolean>();

function hasSign({ source }: SourceDocument, sign: RegExp): boolean {
  let result = known.get(source);
  if (result === undefined) {
    result = sign.test(source.text);
    known.set(source, result);
  }
  return result;
}
