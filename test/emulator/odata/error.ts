/** What Graph answers when it refuses. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    {
      headers = {},
      ...extra
    }: { readonly headers?: Readonly<Record<string, string>>; readonly [name: string]: unknown } = {},
  ) {
    super(message);
    this.name = 'GraphFailure';
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.extra = extra;
  }
}

export function badRequest(message: string, code = 'Request_BadRequest'): GraphFailure {
  return new GraphFailure(400, code, message);
}

export function unsupported(message: string): GraphFailure {
  return new GraphFailure(400, 'Request_UnsupportedQuery', message);
}

export function notFound(id: string): GraphFailure {
  return new GraphFailure(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
