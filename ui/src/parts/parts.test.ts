import { expect, test } from 'vitest';
import { compareNames } from '../text/names';
import { parsedNumber, shownNumber } from '../text/numbers';
import { parsedCells } from './clipboard';
import { between, built, filtered, leastWidth, nextOrder, nextRow, ordered, tracks, type Column } from './table';
import { nextTab } from './tabs';

type Person = { name: string; votes: number };
const people: Person[] = [
  { name: 'Trần Thị Bình', votes: 9 },
  { name: 'Nguyễn Văn Đức', votes: 7 },
  { name: 'Lê Văn Ân', votes: 10 },
  { name: 'Lê Văn An', votes: 8 },
  { name: 'Phạm Thị Dung', votes: 9 },
  { name: 'Bùi Văn An', votes: 6 },
];
const columns: Column<Person>[] = [
  { id: 'name', title: 'Họ và tên', width: 12, share: 1, text: (row) => row.name, sort: 'name' },
  { id: 'votes', title: 'Phiếu', width: 5, text: (row) => `${row.votes}`, sort: 'number', value: (row) => row.votes },
];
const names = (rows: Person[]) => rows.map((row) => row.name);

test('people stand by given name, in the order of Vietnamese letters', () => {
  expect(names(ordered(people, columns, { column: 'name', descending: false }))).toEqual([
    'Bùi Văn An',
    'Lê Văn An',
    'Lê Văn Ân',
    'Trần Thị Bình',
    'Phạm Thị Dung',
    'Nguyễn Văn Đức',
  ]);
  expect(compareNames('  Đỗ Thị Hằng ', 'Đỗ Thị Hằng')).toBeLessThanOrEqual(0);
});

test('numbers sort as numbers, and equal ones stay in their order', () => {
  const down = ordered(people, columns, { column: 'votes', descending: true });
  expect(down.map((row) => row.votes)).toEqual([10, 9, 9, 8, 7, 6]);
  expect(names(down).slice(1, 3)).toEqual(['Trần Thị Bình', 'Phạm Thị Dung']);
  expect(ordered(people, columns, null)).toEqual(people);
  expect(ordered(people, columns, { column: 'none', descending: false })).toEqual(people);
});

test('a filter needs no marks and reads every column', () => {
  expect(names(filtered(people, columns, 'duc'))).toEqual(['Nguyễn Văn Đức']);
  expect(names(filtered(people, columns, 'thi 9'))).toHaveLength(2);
  expect(filtered(people, columns, ' ')).toHaveLength(6);
});

test('a click on a head sorts up, then down, then not at all', () => {
  const up = nextOrder(null, 'name');
  expect(up).toEqual({ column: 'name', descending: false });
  const down = nextOrder(up, 'name');
  expect(down).toEqual({ column: 'name', descending: true });
  expect(nextOrder(down, 'name')).toBeNull();
  expect(nextOrder(down, 'votes')).toEqual({ column: 'votes', descending: false });
});

test('only the rows near the window are built', () => {
  expect(built(0, 360, 36, 5000)).toEqual([0, 18]);
  expect(built(36_000, 360, 36, 5000)).toEqual([992, 1018]);
  expect(built(0, 360, 36, 3)).toEqual([0, 3]);
});

test('columns have fixed least widths, so that rows stay in line', () => {
  expect(tracks(columns)).toBe('minmax(12rem, 1fr) 5rem');
  expect(leastWidth(columns)).toBe(17);
});

test('keys move within the rows', () => {
  expect(nextRow(0, 'ArrowUp', 10, 5)).toBe(0);
  expect(nextRow(3, 'PageDown', 10, 5)).toBe(4);
  expect(nextRow(3, 'Home', 10, 5)).toBe(0);
  expect(nextRow(0, 'ArrowDown', 10, 0)).toBeNull();
  expect(nextRow(0, 'x', 10, 5)).toBeNull();
  expect(between(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['b', 'c', 'd']);
});

test('a range copied from a spreadsheet is read cell by cell', () => {
  expect(parsedCells('Nguyễn Văn An\tPhòng\r\nTrần Bình\t\r\n')).toEqual([
    ['Nguyễn Văn An', 'Phòng'],
    ['Trần Bình', ''],
  ]);
  expect(parsedCells('"Phòng\nTổ chức"\t"nói ""được"""\n')).toEqual([['Phòng\nTổ chức', 'nói "được"']]);
  expect(parsedCells('')).toEqual([]);
  expect(parsedCells('một ô')).toEqual([['một ô']]);
  expect(parsedCells('a\t\tb')).toEqual([['a', '', 'b']]);
});

test('a stray quote is a letter, and letters get one spelling', () => {
  expect(parsedCells('"chưa đóng\tb\nc\td')).toEqual([
    ['"chưa đóng', 'b'],
    ['c', 'd'],
  ]);
  expect(parsedCells('6"\t7"')).toEqual([['6"', '7"']]);
  expect(parsedCells('\uFEFFHằng'.normalize('NFD'))).toEqual([['Hằng']]);
  expect(parsedCells('a\u00A0b\u00A0')).toEqual([['a b']]);
});

test('empty rows at the end of a range are dropped, those within it stay', () => {
  expect(parsedCells('a\n\nb\n\n\t\n')).toEqual([['a'], [''], ['b']]);
});

test('numbers are read as Vietnamese and spreadsheets write them', () => {
  for (const [text, number] of [
    ['91,5', 91.5],
    ['91.5 %', 91.5],
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['100%', 100],
    ['-3', -3],
  ] as const) {
    expect(parsedNumber(text), text).toBe(number);
  }
  for (const wrong of ['', 'chín', '9,5,1', '1..2', ',5']) expect(parsedNumber(wrong), wrong).toBeNull();
  expect(shownNumber(1234.5)).toBe('1.234,5');
  expect(shownNumber(null)).toBe('');
});

test('arrows go round the tabs', () => {
  const ids = ['steps', 'check', 'export'] as const;
  expect(nextTab(ids, 'steps', 'ArrowLeft')).toBe('export');
  expect(nextTab(ids, 'export', 'ArrowRight')).toBe('steps');
  expect(nextTab(ids, 'export', 'Home')).toBe('steps');
  expect(nextTab(ids, 'check', 'a')).toBeNull();
});
