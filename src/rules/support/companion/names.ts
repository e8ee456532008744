import type { SourceDocument } from '../../../model/document.ts';
import { folderOf } from '../../../model/document.ts';
import type { InfrastructureLanguage } from '../../../model/resource.ts';
import type { Draft } from './draft.ts';

/**
 * A symbol that the file does not use: `appStorageBlobDataOwner`, in snake case where its words are, and in Terraform.
 */
export function newSymbol(
  draft: Draft,
  document: SourceDocument,
  language: InfrastructureLanguage,
  parts: { readonly words: readonly string[] /** Added where the name is taken. */; readonly more: readonly string[] },
): string {
  const taken = wordsOf(draft, document, language);
  const isSnake = language === 'terraform' || parts.words.some((word) => /[a-z\d]_[a-z\d]/.test(word));
  const join = isSnake ? snakeCase : camelCase;
  const names = [join(parts.words), join([...parts.words, ...parts.more])];
  const free = names.find((name) => !taken.has(name));
  if (free) return free;
  let number = 2;
  while (taken.has(`${names[0]}${isSnake ? '_' : ''}${number}`)) number += 1;
  return `${names[0]}${isSnake ? '_' : ''}${number}`;
}

/** Every word of the file, of Terraform every word of the module: a name among none of them is a new one. */
function wordsOf(draft: Draft, document: SourceDocument, language: InfrastructureLanguage): ReadonlySet<string> {
  const documents =
    language === 'terraform'
      ? draft.workspace.inFolder('terraform', folderOf(document.path))
      : [draft.document(document)];
  return new Set(documents.flatMap(({ source }) => source.text.match(/[\w-]+/g) ?? []));
}

/** The first word keeps its own casing: it is a symbol of the file. */
function camelCase(words: readonly string[]): string {
  const [first = '', ...rest] = words.map((word) => word.split(/[^A-Za-z\d]+/).filter((part) => part !== ''));
  const [head = '', ...others] = first;
  return head.charAt(0).toLowerCase() + head.slice(1) + [...others, ...rest.flat()].map(capitalised).join('');
}

function snakeCase(words: readonly string[]): string {
  return words
    .map((word) =>
      word
        .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
        .replaceAll(/[^A-Za-z\d]+/g, '_')
        .toLowerCase(),
    )
    .join('_')
    .replaceAll(/_{2,}|^_+|_+$/g, (blanks, at: number) => (at === 0 ? '' : blanks.length > 1 ? '_' : ''));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
