// The little of Markdown that the guide is written in: headings, paragraphs, lists, tables, quotes,
// pictures, bold, keys (`Ctrl+O`) and links between its pages. Gives a tree, so that no HTML is ever
// made from text. `hoso-forms/src/markdown.rs` reads the same for paper.

export type Inline =
  | { kind: 'text' | 'bold' | 'key'; text: string }
  | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3; content: Inline[] }
  | { kind: 'paragraph' | 'quote'; content: Inline[] }
  | { kind: 'list'; numbered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'picture'; alternative: string; file: string };

export type Page = { title: string; blocks: Block[] };

export function parsedPage(source: string): Page {
  const groups = source.replace(/\r\n/g, '\n').trim().split(/\n{2,}/);
  const title = /^# (.+)$/.exec(groups[0] ?? '')?.[1] ?? '';
  const blocks = groups.slice(title === '' ? 0 : 1).map(block);
  return { title, blocks };
}

function block(source: string): Block {
  const heading = /^(##|###) (.+)$/.exec(source);
  if (heading) {
    return { kind: 'heading', level: heading[1] === '##' ? 2 : 3, content: inline(heading[2] ?? '') };
  }
  const picture = /^!\[([^\]]+)\]\(([^)\s]+)\)$/.exec(source);
  if (picture) return { kind: 'picture', alternative: picture[1] ?? '', file: picture[2] ?? '' };
  if (source.startsWith('> ')) {
    return { kind: 'quote', content: inline(source.replaceAll(/^> ?/gm, '').replaceAll('\n', ' ')) };
  }
  if (source.startsWith('|')) return table(source);
  const marker = /^(-|\d+\.) /;
  if (!marker.test(source)) return { kind: 'paragraph', content: inline(source.replaceAll('\n', ' ')) };
  const items: string[] = [];
  for (const line of source.split('\n')) {
    if (marker.test(line)) items.push(line.replace(marker, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', numbered: /^\d/.test(source), items: items.map(inline) };
}

/** The second line, of dashes, only tells a table apart. */
function table(source: string): Block {
  const cells = (line: string) =>
    line
      .replace(/^\|\s*|\s*\|$/g, '')
      .split('|')
      .map((cell) => inline(cell.trim()));
  const [head = '', , ...rows] = source.split('\n');
  return { kind: 'table', head: cells(head), rows: rows.map(cells) };
}

function inline(source: string): Inline[] {
  return source
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([a-z0-9-]+\.md\))/)
    .filter((part) => part !== '')
    .map((part): Inline => {
      const link = /^\[([^\]]+)\]\(([a-z0-9-]+)\.md\)$/.exec(part);
      if (link) return { kind: 'link', text: link[1] ?? '', to: link[2] ?? '' };
      if (/^\*\*.+\*\*$/.test(part)) return { kind: 'bold', text: part.slice(2, -2) };
      if (/^`.+`$/.test(part)) return { kind: 'key', text: part.slice(1, -1) };
      return { kind: 'text', text: part };
    });
}

/** The texts of a block, each a paragraph of its own; of a picture, which the window leaves out, none. */
export function contents(block: Block): Inline[][] {
  switch (block.kind) {
    case 'list':
      return block.items;
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'picture':
      return [];
    default:
      return [block.content];
  }
}

/** What a search looks through. */
export function plain(page: Page): string {
  const text = (content: Inline[]) => content.map((part) => part.text).join('');
  return [page.title, ...page.blocks.flatMap(contents).map(text)].join('\n');
}
