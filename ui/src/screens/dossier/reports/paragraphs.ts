// Paragraphs as one text to type in, and text from other programs as paragraphs.

/** Paragraphs as a person types them: an empty line between two. */
export const asText = (paragraphs: readonly string[]): string => paragraphs.join('\n\n');

/** What was typed as paragraphs; line ends inside one stay. */
export const asParagraphs = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** Where in the paragraphs a place of the text is: the paragraph, and its letters before, blanks not counted. */
export function placeIn(text: string, at: number): { paragraph: number; letters: number } {
  const parts = text.slice(0, at).trimStart().split(/\n[^\S\n]*\n\s*/);
  const letters = (parts.at(-1) ?? '').normalize('NFC').replace(/\s/g, '');
  return { paragraph: parts.length - 1, letters: [...letters].length };
}

export const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, at) => text === b[at]);

/** How many words a Vietnamese reader counts: runs of letters and digits between blanks. */
export const counted = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length, 0);

/** What a pasted text becomes: the HTML where there is one, for it knows the paragraphs. */
export function pasted(html: string, plain: string): string {
  const fromHtml = html.trim() === '' ? [] : htmlParagraphs(html);
  return asText(fromHtml.length > 0 ? fromHtml : plainParagraphs(plain));
}

/** Marks that stand before an entry of a list; Word's own letters for them come from symbol fonts. */
const BULLET = /^[•·▪▫◦‣●○■□§\uF0B7\uF0A7\uF0D8\uF076–—*-][\t ]+/;
/** Word's round bullet is a letter o with blanks behind it. */
const ROUND_BULLET = /^o(?:\t|\u0020{2,})\s*/;

/** Letters that only Unicode has. */
const BEYOND_LATIN_1 = /[\u0100-\u024F\u1E00-\u1EFF]/;
/** Soft hyphens of long words. Text in TCVN3 shows a letter as one, never beside three plain letters. */
const HYPHENATION = /(?<=[A-Za-z]{3})\u00AD|\u00AD(?=[A-Za-z]{3})/g;

/** One spelling per letter, no letters that cannot be seen, no blanks that only look like spaces. */
function visible(text: string): string {
  const composed = text.normalize('NFC');
  return composed
    .replace(BEYOND_LATIN_1.test(composed) ? /\u00AD/g : HYPHENATION, '')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ');
}

function tidied(line: string): string {
  const text = visible(line).trim();
  return text
    .replace(BULLET, '- ')
    .replace(ROUND_BULLET, '- ')
    .replace(/[\t ]+/g, ' ')
    .trim();
}

/**
 * Word writes each paragraph on a line of its own. A text with empty lines was broken to a width
 * instead, so that its other line ends are blanks, but for lists.
 */
function plainParagraphs(plain: string): string[] {
  const lines = plain.replace(/\r\n?|[\u000B\u0085\u2028\u2029]/g, '\n').trim();
  if (!/\n\s*\n/.test(lines)) return lines.split('\n').map(tidied).filter(Boolean);
  return lines.split(/\n\s*\n/).flatMap((block) => {
    const paragraphs: string[] = [];
    for (const line of block.split('\n').map(tidied).filter(Boolean)) {
      const isEntry = /^(?:-|\d+[.)]|[a-z\u0111][.)]) /.test(line);
      if (isEntry || paragraphs.length === 0) paragraphs.push(line);
      else paragraphs.push(`${paragraphs.pop()} ${line}`);
    }
    return paragraphs;
  });
}

const BLOCKS = new Set([
  'ADDRESS', 'ARTICLE', 'BLOCKQUOTE', 'BODY', 'DD', 'DIV', 'DL', 'DT', 'FIGURE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6',
  'LI', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TBODY', 'THEAD', 'TR', 'UL',
]);
const SKIPPED = new Set(['HEAD', 'META', 'SCRIPT', 'STYLE', 'TEMPLATE', 'TITLE', 'XML']);

/** The paragraphs of an HTML text. It is read by the browser without being shown or run. */
function htmlParagraphs(html: string): string[] {
  const paragraphs: string[] = [];
  let open = '';
  const close = () => {
    const text = open
      .split('\n')
      .map(tidied)
      .filter(Boolean)
      .join('\n');
    if (text !== '' && text !== '-') paragraphs.push(text);
    open = '';
  };
  const read = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      open += (node.textContent ?? '').replace(/[\r\n]+/g, ' ');
      return;
    }
    if (!(node instanceof Element) || SKIPPED.has(node.tagName.toUpperCase())) return;
    const tag = node.tagName.toUpperCase();
    if (tag === 'BR') {
      open += '\n';
      return;
    }
    const isBlock = BLOCKS.has(tag);
    if (isBlock) close();
    if (tag === 'LI') open += '- ';
    if (/mso-list:\s*ignore/i.test(node.getAttribute('data-style') ?? '')) {
      open += `${listMark(node.textContent ?? '')} `;
      return;
    }
    for (const child of node.childNodes) read(child);
    if (tag === 'TD' || tag === 'TH') open += node.nextElementSibling ? '; ' : '';
    if (isBlock) close();
  };
  // Under another name styles can be read and are not applied, which the page's policy forbids.
  const unstyled = html.replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));
  const body = new DOMParser().parseFromString(unstyled, 'text/html').body;
  for (const child of body.childNodes) read(child);
  close();
  return paragraphs;
}

/** The number or letter that Word set before an entry, or a dash for any bullet. */
function listMark(mark: string): string {
  const text = visible(mark).trim();
  return /^(?:[0-9]+|[a-z\u0111]|[ivx]+)[.)]/i.test(text) ? text : '-';
}
