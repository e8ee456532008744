import { exactText } from '../../model/patterns.ts';
import type { Resource } from '../../model/resource.ts';

/** Publishers of the Azure Marketplace that publish Linux alone. */
const LINUX_PUBLISHER =
  /^(?:canonical|redhat|rhel|suse|openlogic|debian|credativ|oracle|almalinux|resf|rockylinux|kinvolk|coreos|microsoftcblmariner)/i;

const PROFILES = ['properties.', 'properties.virtualMachineProfile.'];

/** Whether the disk or the image of a virtual machine or scale set says that it runs Linux. */
export function isLinuxMachine(resource: Resource): boolean {
  return PROFILES.some(
    (profile) =>
      isText(resource, `${profile}storageProfile.osDisk.osType`, /^linux$/i) ||
      isText(resource, `${profile}storageProfile.imageReference.publisher`, LINUX_PUBLISHER),
  );
}

function isText(resource: Resource, path: string, expected: RegExp): boolean {
  const patterns = resource.find(path).flatMap(({ value }) => value.patterns);
  return patterns.length > 0 && patterns.every((pattern) => expected.test(exactText(pattern) ?? ''));
}
