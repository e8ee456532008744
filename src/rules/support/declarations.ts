import { folderOf, type SourceDocument, type Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { AttributeSource, Value } from '../../model/value.ts';

/** Finds the declaration that an attribute belongs to: in the same file, or anywhere in the same Terraform module. */
export type FindDeclaration = (source: AttributeSource) => Resource | undefined;

export function declarationsOf(model: InfrastructureModel, workspace: Workspace): FindDeclaration {
  let all: readonly Resource[] | undefined;
  return (source) => {
    if (source.of !== 'resource' && source.of !== 'data') return undefined;
    all ??= model.language === 'terraform' ? inModule(model.document, workspace) : model.resources;
    return all.find((resource) => resource.symbol === source.name && resource.isType(source.type));
  };
}

function inModule(document: SourceDocument, workspace: Workspace): readonly Resource[] {
  return workspace
    .inFolder('terraform', folderOf(document.path))
    .flatMap((file) => modelOf(file, workspace).infrastructure?.resources ?? []);
}

export function attributesOf(value: Value): readonly AttributeSource[] {
  return value.sources.filter((source) => source.kind === 'attribute');
}
