import { expect, test } from 'vitest';
import type { DossierLineView } from '../../ipc';
import { suggested } from '../../parts/unit';
import { byYear, roundKey } from './rounds';

const line = (id: string, year: number | null): DossierLineView => ({
  id,
  unit: '',
  plan: 'p',
  plan_version: 1,
  round: 'annual',
  year,
  state: 'draft',
  collectives: 0,
  individuals: 0,
  changed_at: '',
  changed_by: '',
  is_sound: true,
  plan_title: '',
  title: '',
  deadline: null,
  attention: null,
});

test('lines stand under their years, in the order in which they come', () => {
  const groups = byYear([line('a', 2024), line('b', 2024), line('c', 2023), line('d', null)]);
  expect(groups.map((group) => [group.year, group.lines.map((one) => one.id)])).toEqual([
    [2024, ['a', 'b']],
    [2023, ['c']],
    [null, ['d']],
  ]);
  expect(byYear([])).toEqual([]);
});

test('rounds of one plan are told apart by their year', () => {
  const keys = [2023, 2024, null].map((year) => roundKey({ plan: 'p', round: 'r', year }));
  expect(new Set(keys).size).toBe(3);
});

test('what names the place is suggested once the place is known', () => {
  const kind = {
    kind: 'department' as const,
    title: '',
    example: '',
    parent: 'UBND {place}',
    parent_heading: '',
    position: 'P',
    mode: 'own' as const,
    principal: '',
    symbol: '',
  };
  expect(suggested(kind, ' ').parent).toBe('');
  expect(suggested(kind, ' Nam ').parent).toBe('UBND Nam');
  expect(suggested(kind, '').position).toBe('P');
});
