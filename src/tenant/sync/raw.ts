/** An object of an answer, of which nothing is certain. */
export type Raw = Readonly<Record<string, unknown>>;

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** GUIDs and object ids compare in lower case. */
export function idOf(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase();
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A time, ISO 8601. Reports spell "never" as a date long before the service. */
export function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCFullYear() < 2000) return undefined;
  return text;
}
