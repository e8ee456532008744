/** A blank, a line ending or the end of the text: what must follow an indicator. */
export function isEmpty(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

export function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

export function isFlowIndicator(character: string | undefined): boolean {
  return character !== undefined && ',[]{}'.includes(character);
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}
