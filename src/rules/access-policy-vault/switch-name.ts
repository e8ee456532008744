import { folderOf, type Workspace } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';

const NEW = 'rbac_authorization_enabled';
const OLD = 'enable_rbac_authorization';

/** azurerm 5 knows the new name only, 4.81 both, 3 the old one only (schemas of 3.117.1, 4.81.0 and 5.2.0). */
const FIRST_WITH_NEW = [4, 81] as const;

/** How azurerm calls the switch: as the module does elsewhere, or else as the version of the provider has it. */
export function switchName({ provider, document }: Resource, workspace: Workspace): string {
  const texts = workspace.inFolder('terraform', folderOf(document.path)).map(({ source }) => source.text);
  for (const name of [NEW, OLD]) if (texts.some((text) => text.includes(name))) return name;
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(provider?.version ?? '') ?? [];
  if (major === undefined) return NEW;
  const isNew =
    Number(major) > FIRST_WITH_NEW[0] ||
    (Number(major) === FIRST_WITH_NEW[0] && Number(minor ?? 0) >= FIRST_WITH_NEW[1]);
  return isNew ? NEW : OLD;
}
