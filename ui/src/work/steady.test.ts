import { expect, test } from 'vitest';
import { steady } from './steady';

test('what holds the same stays the very same', () => {
  const list = steady<readonly { id: string; name: string }[]>();
  const first = list([{ id: 'an', name: 'An' }]);
  expect(list([{ id: 'an', name: 'An' }])).toBe(first);
  const map = steady<ReadonlyMap<string, string>>();
  const states = map(new Map([['an', 'done']]));
  expect(map(new Map([['an', 'done']]))).toBe(states);
});

test('what holds something else is taken', () => {
  const list = steady<readonly { id: string; name: string }[]>();
  list([{ id: 'an', name: 'An' }]);
  for (const next of [[{ id: 'an', name: 'Anh' }], [], [{ id: 'an', name: 'An' }, { id: 'binh', name: 'Bình' }]])
    expect(list(next)).toBe(next);
  const map = steady<ReadonlyMap<string, string>>();
  map(new Map([['an', 'done'], ['binh', 'empty']]));
  const other = new Map([['binh', 'empty'], ['an', 'done']]);
  expect(map(other)).toBe(other);
});
