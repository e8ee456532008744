import type { JsonObject } from '../../syntax/json/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import { findProperties } from '../paths.ts';
import type { InfrastructureModel, Resource } from '../resource.ts';
import { jsonTree } from '../trees.ts';
import type { Property, Value } from '../value.ts';
import { ArmResourceEditor } from './editor.ts';
import { member, memberText } from './scope.ts';
import { Template } from './template.ts';

const TYPE = 'Microsoft.Graph/applications/federatedIdentityCredentials';

/** The parameters of `az ad app federated-credential create --parameters FILE`: one resource, the whole file. */
export function credentialFileModel(document: SourceDocument): InfrastructureModel {
  const { root } = jsonTree(document);
  return {
    document,
    language: 'arm-json',
    targetScope: undefined,
    resources: root?.kind === 'object' ? [new CredentialFile(document, root)] : [],
    parameters: [],
    outputs: [],
    modules: [],
    assignments: [],
  };
}

class CredentialFile implements Resource {
  readonly document: SourceDocument;
  readonly language = 'arm-json';
  readonly mode = 'resource';
  readonly type = TYPE;
  /** The command takes what `claimsMatchingExpression` holds no better than the API v1.0 does. */
  readonly apiVersion = 'v1.0';
  readonly provider = undefined;
  readonly symbol: string;
  readonly symbolRange: Range;
  readonly typeRange: Range;
  readonly range: Range;
  readonly body: Value;
  readonly parent = undefined;
  readonly isConditional = false;
  readonly isLoop = false;
  readonly editor: ArmResourceEditor;

  constructor(document: SourceDocument, root: JsonObject) {
    this.document = document;
    const name = member(root, 'name')?.value;
    this.symbol = memberText(root, 'name') ?? 'credential';
    this.symbolRange = name?.range ?? { start: root.range.start, end: root.range.start + 1 };
    this.typeRange = this.symbolRange;
    this.range = root.range;
    this.body = new Template(document, root, () => []).evaluator.value(root, root.range);
    this.editor = new ArmResourceEditor(document, root, root);
  }

  isType(type: string): boolean {
    return type.toLowerCase() === TYPE.toLowerCase();
  }

  find(path: string): readonly Property[] {
    return findProperties(this.body, path, true);
  }
}
