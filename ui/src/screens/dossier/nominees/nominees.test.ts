import { expect, test } from 'vitest';
import type { Fact, KindFormView } from '../../../ipc';
import { content } from '../../../testing/sample';
import { asked, unasked, withSource, withValue } from './facts';
import { tabOfField } from './form.svelte';
import { blank, choosable, common, inOrder, moved, neighbour, rows } from './nominees';

const merit = { id: 'provincial_merit', name: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Nam Định' };
const order = { id: 'labor_order_third_class', name: 'Huân chương Lao động hạng Ba' };

const form: KindFormView = {
  award_forms: [
    { ...merit, is_open: true, cite: 'IV.2.1', text: '', claims: [] },
    { ...order, is_open: false, cite: 'IV.2.2', text: '', claims: [] },
  ],
  facts: [
    { id: 'discipline', label: 'Kỷ luật', value: 'yes', is_yearly: false, is_shared: false, remedy: '' },
    { id: 'par_index', label: 'Chỉ số', value: 'percent', is_yearly: true, is_shared: true, remedy: '' },
    { id: 'initiative', label: 'Sáng kiến', value: 'recognition', is_yearly: false, is_shared: false, remedy: '' },
  ],
};

const dossier = content();
const nominees = dossier.nominees;

test('each kind is numbered for itself, and an order of ids is followed', () => {
  const made = rows(nominees, []);
  expect(made.map((row) => [row.number, row.kind])).toEqual([
    [1, 'collective'],
    [1, 'individual'],
  ]);
  expect(inOrder(made, ['hang']).map((row) => row.id)).toEqual(['hang', 'van-phong']);
  expect(neighbour(made, ['hang'])).toBe('van-phong');
});

test('a run moves by one edit of its neighbour, and not beyond the list', () => {
  const list = ['a', 'b', 'c', 'd'].map((id) => blank('individual', id, form));
  expect(moved(list, ['b', 'c'], 'up')).toEqual({ kind: 'move_nominee', id: 'a', before: 'd' });
  expect(moved(list, ['c', 'b'], 'down')).toEqual({ kind: 'move_nominee', id: 'd', before: 'b' });
  expect(moved(list, ['a'], 'up')).toBeNull();
  expect(moved(list, ['a', 'c'], 'down')).toBeNull();
});

test('a common change leaves out what is kept, and collectives out of workplaces', () => {
  const edits = common(dossier, ['van-phong', 'hang'], { award: '', workplace: 'Phòng 1', claims: null });
  expect(edits).toEqual([{ kind: 'field', path: 'nominees[hang].person.individual.workplace', value: '"Phòng 1"' }]);
  const claims = { collective: ['a1'], individual: ['b1'] };
  expect(common(dossier, ['van-phong'], { award: '', workplace: '', claims })).toEqual([
    { kind: 'field', path: 'nominees[van-phong].claims', value: '["a1"]' },
  ]);
});

test('an award form that the round does not allow is offered only where it is set', () => {
  expect(choosable(form, merit.id).map((one) => one.id)).toEqual([merit.id]);
  expect(choosable(form, order.id).map((one) => one.id)).toEqual([merit.id, order.id]);
});

test('facts have a field for each year, and a recognition one for each that is stated', () => {
  const facts: Fact[] = [
    { fact: 'initiative', year: 2024, value: { recognition: { title: 'A', by: 'unit' } }, source: null, evidence: [] },
    { fact: 'par_index', year: 2021, value: { percent: 90 }, source: null, evidence: [] },
  ];
  const fields = asked(form.facts, [2023, 2024], facts);
  expect(fields.map((field) => [field.kind.id, field.year, field.at])).toEqual([
    ['discipline', null, -1],
    ['par_index', 2023, -1],
    ['par_index', 2024, -1],
    ['initiative', 2024, 0],
  ]);
  expect(unasked(fields, facts)).toEqual([1]);
  const added = withValue(facts, fields[2]!, { percent: 91.5 });
  expect(added.at(-1)).toMatchObject({ fact: 'par_index', year: 2024, value: { percent: 91.5 } });
  expect(withValue(facts, fields[3]!, null)).toEqual([facts[1]]);
});

test('a document without a word in it is none', () => {
  const fact: Fact = { fact: 'x', year: null, value: { yes: true }, source: null, evidence: [] };
  const cited = withSource([fact], 0, { symbol: '5/QĐ' });
  expect(cited[0]?.source?.symbol).toBe('5/QĐ');
  expect(withSource(cited, 0, { symbol: '' })[0]?.source).toBeNull();
});

test('a finding chooses the tab of its field', () => {
  expect(tabOfField('nominees[an].facts')).toBe('criteria');
  expect(tabOfField('nominees[an].earlier_awards[0].year')).toBe('awards');
  expect(tabOfField('nominees[an].person')).toBe('info');
});
