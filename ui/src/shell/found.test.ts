import { expect, test } from 'vitest';
import { placeOf } from './found';

test('what was found leads to the field that holds it', () => {
  const place = (part: Parameters<typeof placeOf>[0]['part']) => placeOf({ part, id: 'an' });
  expect(place('nominee')).toBe('nominees[an].name');
  expect(place('report')).toBe('nominees[an].report');
  expect(place('evidence')).toBe('evidence[an]');
  expect(place('council')).toBe('council');
  expect(place('dossier')).toBe('unit.name');
});
