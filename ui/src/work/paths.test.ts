import { expect, test } from 'vitest';
import { leadsInto, put, read } from './paths';

const tree = {
  unit: { name: 'Sở Tư pháp' },
  nominees: [
    { id: 'an', name: 'An', report: { sections: [{ heading: 'Một' }, { heading: 'Hai' }] } },
    { id: '0', name: 'Không' },
  ],
  meeting: { votes: [{ nominee: 'an', agree: 8 }] },
};

test('a field is found by the ids on its way', () => {
  expect(read(tree, 'unit.name')).toBe('Sở Tư pháp');
  expect(read(tree, 'nominees[an].report.sections[1].heading')).toBe('Hai');
  expect(read(tree, 'nominees[0].name')).toBe('Không');
  expect(read(tree, 'meeting.votes[an].agree')).toBe(8);
  expect(read(tree, 'nominees[binh].name')).toBeUndefined();
  expect(read(tree, 'meeting.chair')).toBeUndefined();
});

test('a value is put at its place, and nothing beside it is touched', () => {
  const changed = put(tree, 'nominees[an].report.sections[0].heading', 'Mới');
  expect(read(changed, 'nominees[an].report.sections[0].heading')).toBe('Mới');
  expect(tree.nominees[0]?.report?.sections[0]?.heading).toBe('Một');
  expect(changed.unit).toBe(tree.unit);
  expect(changed.nominees[1]).toBe(tree.nominees[1]);
  expect(put(tree, 'nominees[binh].name', 'Bình')).toEqual(tree);
  expect(read(put(tree, 'letter.number', 5), 'letter.number')).toBe(5);
});

test('a path leads into another one by whole steps only', () => {
  expect(leadsInto('nominees[an].name', 'nominees[an]')).toBe(true);
  expect(leadsInto('nominees[an]', 'nominees[an]')).toBe(true);
  expect(leadsInto('unit.names', 'unit.name')).toBe(false);
});
