import { failUnclosed, parseObject, parseTuple } from './collections.ts';
import type { AccessStep, BinaryOperator, Expression, Identifier } from './nodes.ts';
import { parseHeredoc, parseIdentifier, parseQuoted } from './templates.ts';
import type { TokenStream } from './token-stream.ts';
import { TokenKind } from './tokens.ts';

/** Binding strength by token kind, 0 for a token that is no binary operator. */
const PRECEDENCE = new Uint8Array(64);
const OPERATORS: BinaryOperator[] = [];
const LEVELS: readonly (readonly (readonly [TokenKind, BinaryOperator])[])[] = [
  [[TokenKind.Or, '||']],
  [[TokenKind.And, '&&']],
  [
    [TokenKind.EqualEqual, '=='],
    [TokenKind.BangEqual, '!='],
  ],
  [
    [TokenKind.Less, '<'],
    [TokenKind.LessEqual, '<='],
    [TokenKind.Greater, '>'],
    [TokenKind.GreaterEqual, '>='],
  ],
  [
    [TokenKind.Plus, '+'],
    [TokenKind.Minus, '-'],
  ],
  [
    [TokenKind.Star, '*'],
    [TokenKind.Slash, '/'],
    [TokenKind.Percent, '%'],
  ],
];
LEVELS.forEach((level, index) => {
  for (const [kind, operator] of level) {
    PRECEDENCE[kind] = index + 1;
    OPERATORS[kind] = operator;
  }
});

/** Parses an expression; throws `FAILURE` where there is none. */
export function parseExpression(stream: TokenStream): Expression {
  stream.descend();
  const condition = parseBinary(stream, 0);
  if (!stream.is(TokenKind.Question)) {
    stream.nesting -= 1;
    return condition;
  }
  stream.next();
  const whenTrue = parseExpression(stream);
  if (!stream.is(TokenKind.Colon)) stream.fail('A : with the other branch of the conditional is expected here.');
  stream.next();
  const whenFalse = parseExpression(stream);
  stream.nesting -= 1;
  const range = { start: condition.range.start, end: whenFalse.range.end };
  return { kind: 'conditional', range, condition, whenTrue, whenFalse };
}

function parseBinary(stream: TokenStream, above: number): Expression {
  let left = parseUnary(stream);
  for (;;) {
    const { kind } = stream;
    const precedence = PRECEDENCE[kind] ?? 0;
    const operator = OPERATORS[kind];
    if (precedence <= above || operator === undefined) return left;
    stream.next();
    const right = parseBinary(stream, precedence);
    left = { kind: 'binary', range: { start: left.range.start, end: right.range.end }, operator, left, right };
  }
}

function parseUnary(stream: TokenStream): Expression {
  const { kind, start } = stream;
  if (kind !== TokenKind.Minus && kind !== TokenKind.Bang) return parseAccess(stream);
  stream.descend();
  stream.next();
  const operand = parseUnary(stream);
  stream.nesting -= 1;
  const range = { start, end: operand.range.end };
  return { kind: 'unary', range, operator: kind === TokenKind.Minus ? '-' : '!', operand };
}

function parseAccess(stream: TokenStream): Expression {
  const base = parseTerm(stream);
  if (!stream.is(TokenKind.Dot) && !stream.is(TokenKind.BracketOpen)) return base;
  const steps: AccessStep[] = [];
  let end = base.range.end;
  while (stream.is(TokenKind.Dot) || stream.is(TokenKind.BracketOpen)) {
    const step = stream.is(TokenKind.Dot) ? parseDotStep(stream) : parseBracketStep(stream);
    steps.push(step);
    end = step.range.end;
  }
  return { kind: 'access', range: { start: base.range.start, end }, base, steps };
}

function parseDotStep(stream: TokenStream): AccessStep {
  const dot = stream.start;
  stream.next();
  const { kind, start, end } = stream;
  const range = { start: dot, end };
  if (kind === TokenKind.Identifier) {
    const name: Identifier = { kind: 'identifier', range: { start, end }, name: stream.text.slice(start, end) };
    stream.next();
    return { kind: 'attribute-step', range, name };
  }
  if (kind === TokenKind.Number) {
    stream.next();
    return { kind: 'legacy-index-step', range, index: Number(stream.text.slice(start, end)) };
  }
  if (kind === TokenKind.Star) {
    stream.next();
    return { kind: 'attribute-splat', range };
  }
  stream.fail('An attribute name must follow the dot.', dot, dot + 1);
}

function parseBracketStep(stream: TokenStream): AccessStep {
  const { start, newlinesMatter } = stream;
  stream.newlinesMatter = false;
  stream.next();
  const isSplat = stream.is(TokenKind.Star);
  const index = isSplat ? undefined : parseExpression(stream);
  if (isSplat) stream.next();
  if (!stream.is(TokenKind.BracketClose)) failUnclosed(stream, ']', start);
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return index ? { kind: 'index-step', range, index } : { kind: 'full-splat', range };
}

function parseTerm(stream: TokenStream): Expression {
  const { start, end } = stream;
  switch (stream.kind) {
    case TokenKind.Identifier:
      return parseName(stream);
    case TokenKind.Number:
      stream.next();
      return { kind: 'number', range: { start, end }, value: Number(stream.text.slice(start, end)) };
    case TokenKind.Quote:
      return parseQuoted(stream, parseExpression);
    case TokenKind.HeredocStart:
      return parseHeredoc(stream, parseExpression);
    case TokenKind.ParenOpen:
      return parseParenthesized(stream);
    case TokenKind.BracketOpen:
      return parseTuple(stream, parseExpression);
    case TokenKind.BraceOpen:
      return parseObject(stream, parseExpression);
    default:
      stream.fail(missingValueMessage(stream));
  }
}

function missingValueMessage(stream: TokenStream): string {
  if (stream.text[stream.start] === "'") return 'A string is written in double quotes: "text".';
  if (stream.is(TokenKind.Less)) return 'A value is expected here. A heredoc begins with <<NAME at the end of a line.';
  if (stream.is(TokenKind.Newline) || stream.is(TokenKind.EndOfFile)) return 'A value is missing here.';
  return `A value is expected here, not ${stream.describe()}.`;
}

function parseName(stream: TokenStream): Expression {
  const { text, start, end } = stream;
  stream.next();
  if (stream.is(TokenKind.ParenOpen) || stream.is(TokenKind.DoubleColon)) {
    return parseCall(stream, start, end);
  }
  const range = { start, end };
  const name = text.slice(start, end);
  if (name === 'true' || name === 'false') return { kind: 'boolean', range, value: name === 'true' };
  if (name === 'null') return { kind: 'null', range };
  return { kind: 'variable', range, name };
}

function parseCall(stream: TokenStream, start: number, firstEnd: number): Expression {
  const { text } = stream;
  let name = text.slice(start, firstEnd);
  let nameEnd = firstEnd;
  while (stream.is(TokenKind.DoubleColon)) {
    stream.next();
    nameEnd = stream.end;
    name += `::${parseIdentifier(stream, 'A function name must follow ::.').name}`;
  }
  if (!stream.is(TokenKind.ParenOpen)) stream.fail('The arguments of the function are expected here: (.');
  const { newlinesMatter, start: open } = stream;
  stream.newlinesMatter = false;
  stream.next();
  const list: Expression[] = [];
  let isExpanded = false;
  while (!stream.is(TokenKind.ParenClose)) {
    list.push(parseExpression(stream));
    if (stream.is(TokenKind.Ellipsis)) {
      isExpanded = true;
      stream.next();
      if (stream.is(TokenKind.ParenClose)) break;
      stream.fail('Nothing may follow an expanded argument.');
    }
    if (stream.is(TokenKind.Comma)) stream.next();
    else if (!stream.is(TokenKind.ParenClose)) failUnclosed(stream, ')', open);
  }
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return { kind: 'call', range, name, nameRange: { start, end: nameEnd }, arguments: list, isExpanded };
}

function parseParenthesized(stream: TokenStream): Expression {
  const { start, newlinesMatter } = stream;
  stream.newlinesMatter = false;
  stream.next();
  const expression = parseExpression(stream);
  if (!stream.is(TokenKind.ParenClose)) failUnclosed(stream, ')', start);
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return { kind: 'parenthesized', range, expression };
}
