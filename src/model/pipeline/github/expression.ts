import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';

/** A `${{ }}` of a text, in UTF-16 units of that text. */
export interface FoundExpression {
  readonly start: number;
  readonly end: number;
  /** Between the delimiters, trimmed. */
  readonly text: string;
}

const OPEN = '${{';
const CLOSE = '}}';

/**
 * The expressions of a text, in order. Delimiters inside a single-quoted string of an expression do not count.
 * A half-typed expression without end is left out.
 */
export function findExpressions(text: string): readonly FoundExpression[] {
  const found: FoundExpression[] = [];
  let at = 0;
  for (let start = text.indexOf(OPEN); start >= 0; start = text.indexOf(OPEN, at)) {
    const close = closingDelimiter(text, start + OPEN.length);
    if (close < 0) break;
    at = close + CLOSE.length;
    found.push({ start, end: at, text: text.slice(start + OPEN.length, close).trim() });
  }
  return found;
}

function closingDelimiter(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text[at] === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

/** Contexts reference, github/docs: content/actions/reference/workflows-and-actions/contexts.md. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];
/** Functions that the expression library leaves to its user: status checks and `hashFiles`. */
const FUNCTIONS = [
  { name: 'success', minArgs: 0, maxArgs: 255 },
  { name: 'failure', minArgs: 0, maxArgs: 255 },
  { name: 'always', minArgs: 0, maxArgs: 0 },
  { name: 'cancelled', minArgs: 0, maxArgs: 0 },
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
];

/** The tree of an expression; `undefined` for one that GitHub would refuse: half typed, too long, too deep. */
export function parseExpression(text: string): Expr | undefined {
  try {
    const { tokens } = new Lexer(text).lex();
    return new Parser(tokens, CONTEXTS, FUNCTIONS).parse();
  } catch {
    return undefined;
  }
}

/** The path of a context access: `['secrets', 'X']` for `secrets.X` and `secrets['X']`; `*` for a part not known. */
export function contextPath(expression: Expr): readonly string[] | undefined {
  const path: string[] = [];
  let at = expression;
  while (at instanceof IndexAccess) {
    path.push(at.index instanceof Literal ? at.index.literal.coerceString() : '*');
    at = at.expr;
  }
  if (!(at instanceof ContextAccess)) return undefined;
  path.push(at.name.lexeme);
  return path.reverse();
}

/** The context accesses of an expression in lower case; of one that does not parse, those that can be made out. */
export function referencesIn(text: string): readonly string[] {
  const expression = parseExpression(text);
  return [...new Set(expression ? referencesOf(expression) : guessedReferences(text))];
}

function referencesOf(expression: Expr): readonly string[] {
  const references: string[] = [];
  // Comparisons nest to the left without limit, so this is no recursion.
  const open: Expr[] = [expression];
  for (let at = open.pop(); at; at = open.pop()) {
    const path = contextPath(at);
    if (path) references.push(path.join('.').toLowerCase());
    if (at instanceof IndexAccess) open.push(...(path ? indexesOf(at) : [at.index, at.expr]));
    else open.push(...childrenOf(at));
  }
  return references;
}

/** The computed indexes of an access: they may hold accesses of their own. */
function indexesOf(access: IndexAccess): readonly Expr[] {
  const indexes: Expr[] = [];
  for (let at: Expr = access; at instanceof IndexAccess; at = at.expr) {
    if (!(at.index instanceof Literal || at.index instanceof Star)) indexes.push(at.index);
  }
  return indexes;
}

function childrenOf(expression: Expr): readonly Expr[] {
  if (expression instanceof Grouping) return [expression.group];
  if (expression instanceof Unary) return [expression.expr];
  if (expression instanceof Binary) return [expression.right, expression.left];
  if (expression instanceof Logical || expression instanceof FunctionCall) return [...expression.args].reverse();
  return [];
}

const ACCESS = new RegExp(`(?<![\\w.'-])(?:${CONTEXTS.join('|')})(?:\\.[A-Za-z_][\\w-]*)+`, 'gi');

function guessedReferences(text: string): readonly string[] {
  return (text.match(ACCESS) ?? []).map((access) => access.toLowerCase());
}
