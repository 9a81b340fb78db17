// The guide: one Markdown file a page, in the order of their numbers.
import { parsedPage, type Page } from './markdown';

export type GuidePage = Page & { id: string };

const sources = import.meta.glob<string>('./guide/*.md', { query: '?raw', import: 'default', eager: true });

export const guide: readonly GuidePage[] = Object.entries(sources)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([path, source]) => ({
    id: path.replace(/^.*\/\d+-|\.md$/g, ''),
    ...parsedPage(source),
  }));
