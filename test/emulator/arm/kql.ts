/** The part of the Kusto language that inventory queries use. Unknown words are errors, as in Resource Graph. */

type Row = Readonly<Record<string, unknown>>;
type Expression = (row: Row) => unknown;

export class QueryError extends Error {}

/** A query, read: the table and what becomes of its rows. @throws QueryError */
export interface KqlQuery {
  readonly table: string;
  readonly run: (rows: Iterable<Row>) => Iterable<Row>;
}

const TOKEN =
  /\s*(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(-?\d+)|([A-Za-z_$][\w$]*)|(=~|!~|==|!=|in~|[()[\].,=|])|(\S))/y;

export function parseKql(text: string): KqlQuery {
  const [first = '', ...stages] = splitStages(text);
  const table = first.trim().toLowerCase();
  const steps = stages.map(parseStage);
  return {
    table,
    run: (rows) => steps.reduce<Iterable<Row>>((input, step) => step(input), rows),
  };
}

function splitStages(text: string): readonly string[] {
  return text.split(/\|(?=(?:[^']*'[^']*')*[^']*$)/);
}

type Step = (rows: Iterable<Row>) => Iterable<Row>;

function parseStage(stage: string): Step {
  const parser = new Parser(stage);
  const word = parser.word();
  if (word === 'where') {
    const condition = parser.condition();
    parser.end();
    return function* (rows) {
      for (const row of rows) if (condition(row)) yield row;
    };
  }
  if (word === 'extend' || word === 'project') {
    const columns = parser.columns();
    return function* (rows) {
      for (const row of rows) {
        const made = Object.fromEntries(columns.map(([name, value]) => [name, value(row) ?? null]));
        yield word === 'extend' ? { ...row, ...made } : made;
      }
    };
  }
  // Rows come in the order of their ids already.
  if (word === 'order' || word === 'sort') return (rows) => rows;
  throw new QueryError(`The operator '${word}' is not supported.`);
}

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    const tokens: string[] = [];
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      if (match[5] !== undefined) {
        if (!'~!'.includes(match[5])) throw new QueryError(`Syntax error at '${match[5]}'.`);
        tokens.push(`${tokens.pop()}${match[5]}`);
      } else tokens.push(match[0].trim());
    }
    this.#tokens = tokens;
  }

  word(): string {
    return this.#tokens[this.#next++] ?? this.#fail();
  }

  end(): void {
    if (this.#next < this.#tokens.length) this.#fail();
  }

  columns(): readonly (readonly [string, Expression])[] {
    const columns: (readonly [string, Expression])[] = [];
    do {
      const name = this.#tokens[this.#next] ?? this.#fail();
      if (this.#tokens[this.#next + 1] === '=') {
        this.#next += 2;
        columns.push([name, this.#value()]);
      } else columns.push([name, this.#value()]);
    } while (this.#take(','));
    this.end();
    return columns;
  }

  condition(): Expression {
    let left = this.#comparison();
    for (;;) {
      const operator = this.#tokens[this.#next];
      if (operator !== 'and' && operator !== 'or') return left;
      this.#next += 1;
      const [before, right] = [left, this.#comparison()];
      left = operator === 'and' ? (row) => before(row) && right(row) : (row) => before(row) || right(row);
    }
  }

  #comparison(): Expression {
    const left = this.#value();
    const operator = this.#tokens[this.#next];
    const text = (value: unknown) => String(value ?? '');
    if (operator === 'in~' || operator === 'in') {
      this.#next += 1;
      const values = this.#list();
      return (row) => values.some((value) => same(left(row), value(row), operator === 'in~'));
    }
    if (operator === '=~' || operator === '!~' || operator === '==' || operator === '!=') {
      this.#next += 1;
      const right = this.#value();
      const ignoresCase = operator.endsWith('~');
      const isNegated = operator.startsWith('!');
      return (row) => same(text(left(row)), text(right(row)), ignoresCase) !== isNegated;
    }
    return left;
  }

  #list(): readonly Expression[] {
    if (!this.#take('(')) this.#fail();
    const values = [this.#value()];
    while (this.#take(',')) values.push(this.#value());
    if (!this.#take(')')) this.#fail();
    return values;
  }

  #value(): Expression {
    const token = this.word();
    if (/^['"]/.test(token)) return () => token.slice(1, -1);
    if (/^-?\d/.test(token)) return () => Number(token);
    if (!/^[A-Za-z_$]/.test(token)) this.#fail();
    if (this.#tokens[this.#next] === '(') return this.#indexed(call(token, this.#list()));
    return this.#indexed((row) => row[token]);
  }

  #indexed(value: Expression): Expression {
    if (this.#take('.')) {
      const name = this.word();
      return this.#indexed((row) => property(value(row), name));
    }
    if (this.#take('[')) {
      const index = this.#value();
      if (!this.#take(']')) this.#fail();
      return this.#indexed((row) => {
        const [items, at] = [value(row), index(row)];
        return Array.isArray(items) ? items.at(Number(at)) : property(items, String(at));
      });
    }
    return value;
  }

  #take(token: string): boolean {
    const isNext = this.#tokens[this.#next] === token;
    if (isNext) this.#next += 1;
    return isNext;
  }

  #fail(): never {
    throw new QueryError(
      `Syntax error near '${this.#tokens.slice(Math.max(0, this.#next - 2), this.#next + 2).join(' ')}'.`,
    );
  }
}

function call(name: string, parameters: readonly Expression[]): Expression {
  const [first, second] = parameters;
  const argument = (row: Row) => first?.(row);
  switch (name) {
    case 'tostring':
      return (row) => textOf(argument(row));
    case 'tolower':
      return (row) => textOf(argument(row)).toLowerCase();
    case 'isnotempty':
      return (row) => textOf(argument(row)) !== '';
    case 'bag_keys':
      return (row) => Object.keys((argument(row) ?? {}) as object);
    case 'split':
      return (row) => textOf(argument(row)).split(textOf(second?.(row)));
    default:
      throw new QueryError(`Unknown function: '${name}'.`);
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Row)[name] : undefined;
}

function same(left: unknown, right: unknown, ignoresCase: boolean): boolean {
  const [a, b] = [textOf(left), textOf(right)];
  return ignoresCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}
