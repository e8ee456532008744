import type { Block } from '../../syntax/terraform/index.ts';
import { exactOf } from '../evaluate/index.ts';
import { terraformTree } from '../trees.ts';
import { bodyValue } from './bodies.ts';
import { attributeOf, blocksOf } from './declarations.ts';
import { inFolder } from './folders.ts';
import type { Module } from './module.ts';

/** The provider of a resource: by its `provider` argument, else by the first word of its type. */
export function providerNameOf(block: Block, type: string): string {
  const argument = attributeOf(block.body, 'provider')?.value;
  if (argument?.kind === 'variable') return argument.name;
  if (argument?.kind === 'access' && argument.base.kind === 'variable') {
    // Stacks write `provider.azurerm.main`.
    const [first] = argument.steps;
    const isStack = argument.base.name === 'provider' && first?.kind === 'attribute-step';
    return isStack ? first.name.name : argument.base.name;
  }
  const underscore = type.indexOf('_');
  return underscore < 0 ? type : type.slice(0, underscore);
}

/** What `required_providers` and the lock file say about a provider's version: `4.20.0`, `~> 4.20`. */
export function providerVersion(module: Module, name: string): string | undefined {
  const required = requirement(module, name);
  return lockedVersion(module, required?.source ?? `hashicorp/${name}`) ?? required?.version;
}

interface Requirement {
  readonly source: string | undefined;
  readonly version: string | undefined;
}

function requirement(module: Module, name: string): Requirement | undefined {
  for (const document of module.documents) {
    const { body } = terraformTree(document);
    // Stacks write the block at the top.
    const settings = [body, ...blocksOf(body, 'terraform').map((block) => block.body)];
    for (const block of settings.flatMap((setting) => blocksOf(setting, 'required_providers'))) {
      const entry = bodyValue(block.body, module.scope(document)).properties.find((property) => property.name === name);
      if (!entry) continue;
      const part = (key: string): string | undefined =>
        exactOf(entry.value.properties.find((property) => property.name === key)?.value);
      // Before Terraform 0.13 an entry was its version.
      return { source: part('source'), version: part('version') ?? exactOf(entry.value) };
    }
  }
  return undefined;
}

function lockedVersion(module: Module, source: string): string | undefined {
  const lock = module.workspace.get(inFolder(module.folder, '.terraform.lock.hcl'));
  if (!lock) return undefined;
  const block = blocksOf(terraformTree(lock).body, 'provider').find(({ labels }) => {
    const address = labels[0]?.text.toLowerCase() ?? '';
    return address === source.toLowerCase() || address.endsWith(`/${source.toLowerCase()}`);
  });
  const version = block && attributeOf(block.body, 'version')?.value;
  const [part] = version?.kind === 'template' ? version.parts : [];
  return part?.kind === 'text' ? part.value : undefined;
}
