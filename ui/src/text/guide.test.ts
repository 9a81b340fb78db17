import { expect, test } from 'vitest';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { guide, guideParts } from './guide';
import { pieces } from './highlight';
import { contents, parsedPage, plain, type Inline } from './markdown';
import { helpTopics } from './vi-help';

const folder = join(import.meta.dirname, '../../../docs/huong-dan');
const links = (content: Inline[]) => content.flatMap((part) => (part.kind === 'link' ? [part.to] : []));

test('the contents list every page once, and every link of the guide leads to a page', () => {
  const ids = guide.map((page) => page.id);
  expect(ids[0]).toBe('bat-dau');
  const files = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
  expect(['README', ...ids].sort()).toEqual(files.sort());
  expect(guideParts.every((part) => part.title !== '' && part.pages.length > 0)).toBe(true);
  for (const page of guide) {
    expect(page.title, page.id).not.toBe('');
    for (const to of page.blocks.flatMap(contents).flatMap(links)) expect(ids, `${page.id} -> ${to}`).toContain(to);
  }
});

test('nothing is left of a link, a picture or a mark that the reader does not understand', () => {
  for (const page of guide) expect(plain(page), page.id).not.toMatch(/\]\(|!\[|\*\*|`|^[|#>]/m);
});

test('every picture of the guide is there', () => {
  const pictures = guide.flatMap((page) =>
    page.blocks.flatMap((block) => (block.kind === 'picture' ? [{ page: page.id, file: block.file }] : [])),
  );
  expect(pictures.length).toBeGreaterThan(20);
  for (const { page, file } of pictures) expect(existsSync(join(folder, file)), `${page}: ${file}`).toBe(true);
});

test('every explained field leads to a page of the guide', () => {
  for (const [name, topic] of Object.entries(helpTopics)) {
    expect(guide.some((page) => page.id === topic.guide), name).toBe(true);
  }
});

test('a page is read as headings, paragraphs and lists', () => {
  const page = parsedPage('# Tên\n\nMột **đậm**\nvà `F1`.\n\n## Mục\n\n1. [Mở](mo-ho-so.md)\n2. hai\n   dòng\n');
  expect(page.title).toBe('Tên');
  expect(page.blocks.map((block) => block.kind)).toEqual(['paragraph', 'heading', 'list']);
  expect(plain(page)).toBe('Tên\nMột đậm và F1.\nMục\nMở\nhai dòng');
});

test('letters that look like HTML stay letters', () => {
  const [block] = parsedPage('# A\n\n<b onclick="x()">').blocks;
  expect(block).toEqual({ kind: 'paragraph', content: [{ kind: 'text', text: '<b onclick="x()">' }] });
});

test('words of a search are marked where they stand, marks or not', () => {
  const marked = pieces('Sáng kiến được công nhận', 'sang nhan')
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);
  expect(marked).toEqual(['Sáng', 'nhận']);
  expect(pieces('Đỗ', '')).toEqual([{ text: 'Đỗ', hit: false }]);
  expect(pieces('Đỗ Thị', 'do')[0]).toEqual({ text: 'Đỗ', hit: true });
});
