export { removeFields, removeItems, renameField, replaceFields, replaceText, setText } from './editor.ts';
export { variablesOfObject } from './environment.ts';
export { helmValues } from './helm-values.ts';
export { kubernetesModel } from './kubernetes-model.ts';
export { type KubernetesModel, Manifest } from './manifest.ts';
export { ManifestString, SecretKeyString, secretLabel } from './manifest-string.ts';
export type { ManifestField, ManifestItem, ManifestNode } from './node.ts';
export type { Container, EnvironmentVariable, PodTemplate } from './pod-template.ts';
export { isTemplated } from './template-text.ts';
