import { expect, test } from 'vitest';
import { parsed, shown } from './dates';
import { fold, matches } from './fold';

test('fold drops diacritics and the stroke of đ', () => {
  expect(fold('Đỗ Thị Hằng ễ Ậ ư')).toBe('do thi hang e a u');
  expect(fold('Đỗ'.normalize('NFD'))).toBe(fold('Đỗ'.normalize('NFC')));
});

test('every word of a query must stand in the text, in any order and any marks', () => {
  const text = fold('Đỗ Thị Hằng chưa có sáng kiến');
  expect(matches(text, 'sang kien do')).toBe(true);
  expect(matches(text, 'HẰNG')).toBe(true);
  expect(matches(text, 'hang khen')).toBe(false);
});

test('days are read and written as people write them', () => {
  expect(shown('2025-02-07')).toBe('07/02/2025');
  expect(parsed(' 7/2/2025 ')).toBe('2025-02-07');
  expect(parsed('29/02/2024')).toBe('2024-02-29');
  for (const wrong of ['', '29/02/2025', '31/4/2025', '2025-02-07', '7/2/25', '0/0/2025']) {
    expect(parsed(wrong), wrong).toBeNull();
  }
});
