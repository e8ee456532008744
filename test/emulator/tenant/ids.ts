/** Ids of generated objects: they look random, are the same on every run, and tell their kind and number. */

const KINDS = [
  'application',
  'client',
  'service-principal',
  'secret',
  'certificate',
  'trust',
  'user',
  'tenant',
  'subscription',
  'app-role-assignment',
  'grant',
  'directory-role-assignment',
  'azure-role-assignment',
  'agent',
  'added',
] as const;

export type IdKind = (typeof KINDS)[number];

/** Odd, so that multiplying by it modulo 2^32 can be undone. */
const FACTOR = 0x9e3779b1;
const INVERSE = inverse(FACTOR);

function inverse(odd: number): number {
  let result = odd;
  // Newton's method: each step doubles the number of right bits.
  for (let step = 0; step < 5; step += 1) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result >>> 0;
}

/** 32 well-mixed bits of a number (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex16(value: number): string {
  return `${BYTES[(value >>> 8) & 255]}${BYTES[value & 255]}`;
}

function hex32(value: number): string {
  return hex16(value >>> 16) + hex16(value);
}

const SALTS = KINDS.map((_, index) => mix(index + 1));

/** The GUID of the object of a kind with a number below 2^32. */
export function idOf(kind: IdKind, number: number): string {
  const salt = KINDS.indexOf(kind);
  const first = (Math.imul(number, FACTOR) ^ (SALTS[salt] ?? 0)) >>> 0;
  const second = mix(first + salt);
  const third = mix(second);
  // The version and the variant of a random GUID.
  const [version, variant] = [0x4000 | ((second >>> 16) & 0xfff), 0x8000 | (third & 0xfff)];
  return `${hex32(first)}-${hex16(second)}-${hex16(version)}-${hex16(variant)}-${hex32(mix(third))}${hex16(salt)}`;
}

/** The number of an id that {@link idOf} made; undefined for every other. */
export function numberOf(kind: IdKind, id: string): number | undefined {
  const first = Number.parseInt(id.slice(0, 8), 16);
  const number = Math.imul(first ^ (SALTS[KINDS.indexOf(kind)] ?? 0), INVERSE) >>> 0;
  return idOf(kind, number) === id.toLowerCase() ? number : undefined;
}
