// The guide: the pages of docs/huong-dan, in the order and under the headings of its README.
import { parsedPage, type Page } from './markdown';

export type GuidePage = Page & { id: string };
export type GuidePart = { title: string; pages: readonly GuidePage[] };

const sources = import.meta.glob<string>('../../../docs/huong-dan/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const texts = new Map(Object.entries(sources).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ''), text]));

/** The contents: headings, each with the pages listed beneath it. */
export const guideParts: readonly GuidePart[] = (() => {
  const parts: { title: string; pages: GuidePage[] }[] = [];
  for (const block of parsedPage(texts.get('README') ?? '').blocks) {
    if (block.kind === 'heading') parts.push({ title: block.content.map((part) => part.text).join(''), pages: [] });
    if (block.kind !== 'list') continue;
    for (const part of block.items.flat()) {
      if (part.kind === 'link') parts.at(-1)?.pages.push({ id: part.to, ...parsedPage(texts.get(part.to) ?? '') });
    }
  }
  return parts;
})();

export const guide: readonly GuidePage[] = guideParts.flatMap((part) => part.pages);
