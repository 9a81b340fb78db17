// The little of Markdown that the guide is written in: headings, paragraphs, lists, bold, keys
// (`Ctrl+O`) and links between its pages. Gives a tree, so that no HTML is ever made from text.

export type Inline =
  | { kind: 'text' | 'bold' | 'key'; text: string }
  | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3; content: Inline[] }
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; numbered: boolean; items: Inline[][] };

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
  const marker = /^(-|\d+\.) /;
  if (!marker.test(source)) return { kind: 'paragraph', content: inline(source.replaceAll('\n', ' ')) };
  const items: string[] = [];
  for (const line of source.split('\n')) {
    if (marker.test(line)) items.push(line.replace(marker, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', numbered: /^\d/.test(source), items: items.map(inline) };
}

function inline(source: string): Inline[] {
  return source
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([a-z0-9-]+\))/)
    .filter((part) => part !== '')
    .map((part): Inline => {
      const link = /^\[([^\]]+)\]\(([a-z0-9-]+)\)$/.exec(part);
      if (link) return { kind: 'link', text: link[1] ?? '', to: link[2] ?? '' };
      if (/^\*\*.+\*\*$/.test(part)) return { kind: 'bold', text: part.slice(2, -2) };
      if (/^`.+`$/.test(part)) return { kind: 'key', text: part.slice(1, -1) };
      return { kind: 'text', text: part };
    });
}

/** What a search looks through. */
export function plain(page: Page): string {
  const text = (content: Inline[]) => content.map((part) => part.text).join('');
  const lines = page.blocks.map((one) =>
    one.kind === 'list' ? one.items.map(text).join('\n') : text(one.content),
  );
  return [page.title, ...lines].join('\n');
}
