import { SourceText } from '../../text/source-text.ts';

/**
 * Stands for one unit of a template action's text in the tree: a character that YAML takes for any other letter and
 * that nobody types (private use area).
 */
const MASK = '\uE000';

/** Openings of template actions with what closes them: Helm and other Go templates, Jinja, token replacement. */
const ACTIONS: readonly (readonly [open: string, close: string])[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['#{', '}'],
];

export function isTemplate(text: string): boolean {
  return ACTIONS.some(([open]) => text.includes(open));
}

/** Whether a scalar is made, as a whole or in part, by a template. */
export function isTemplated(scalar: string): boolean {
  return scalar.includes(MASK);
}

/** The parts of a scalar that a template makes. */
export const TEMPLATED_PART = new RegExp(`${MASK}+`, 'g');

/**
 * The text with its template actions hidden, so that it can be read as YAML: inside a line an action is an unknown
 * word, an action that has its lines for itself is blank. Every offset stays what it was.
 */
export function withoutTemplates(source: SourceText): SourceText {
  const { text } = source;
  if (!isTemplate(text)) return source;
  let masked = text;
  for (const [open, close] of ACTIONS) masked = maskActions(masked, open, close);
  return new SourceText(masked.replace(/[^\r\n]+/g, blankIfMasked));
}

function maskActions(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, at)) {
    const end = text.indexOf(close, start + open.length);
    if (end < 0) break;
    const behind = end + close.length;
    // `#{` is a comment to YAML where it is no token: a token has one line.
    const isComment = open === '#{' && text.slice(start, behind).includes('\n');
    parts.push(text.slice(at, start), isComment ? text.slice(start, behind) : masked(text.slice(start, behind)));
    at = behind;
  }
  return at === 0 ? text : parts.join('') + text.slice(at);
}

/** What begins a new line (`nindent`) is no value of the key in front of it: more keys may follow below. */
function masked(action: string): string {
  return action.replace(/[^\r\n]/g, /\bnindent\b/.test(action) ? ' ' : MASK);
}

function blankIfMasked(line: string): string {
  return line.includes(MASK) && line.replaceAll(MASK, ' ').trim() === '' ? ' '.repeat(line.length) : line;
}
