import type { Resource } from '../resource.ts';
import { ArmResource } from './resource.ts';

/** A resource of an ARM template with its tree; undefined for any other. */
export function asArmResource(resource: Resource): ArmResource | undefined {
  return resource instanceof ArmResource ? resource : undefined;
}
