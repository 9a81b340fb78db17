import { expect, test } from 'vitest';
import type { PlanView } from '../../ipc';
import { left, total } from './search';
import { grid } from './targets';

const clause = (title: string, text: string) => ({ title, cite: 'IV.3', text, notes: [], cautions: [] });
const plan: PlanView = {
  id: 'a',
  version: 1,
  title: 'Kế hoạch',
  short_title: 'Kế hoạch',
  issuer: 'UBND tỉnh',
  number: '',
  date: '',
  mark: 'verified',
  bases: ['Nghị quyết số 76/NQ-CP của Chính phủ'],
  sections: [
    {
      id: 'criteria',
      clauses: [clause('Chỉ số', 'Chỉ số cải cách hành chính đạt từ 90%'), clause('Sáng kiến', 'Có sáng kiến được công nhận')],
    },
  ],
  indicator_groups: [],
  corrections: [],
};

test('words as they were typed come before words that merely stand somewhere', () => {
  expect(total(left(plan, ''))).toBe(3);
  expect(total(left(plan, 'chi so'))).toBe(1);
  expect(left(plan, 'cong nhan kien').sections[0]?.clauses[0]?.title).toBe('Sáng kiến');
  expect(total(left(plan, 'không có'))).toBe(0);
});

test('targets of levels and years become a table, a single one does not', () => {
  const target = { level: null, year: null, at_least: '90%', derived: false };
  expect(grid({ label: '', targets: [target] })).toBeNull();
  const table = grid({
    label: '',
    targets: [
      { ...target, level: 'commune', year: 2022, at_least: '35%', derived: true },
      { ...target, level: 'province', year: 2021, at_least: '30%' },
      { ...target, year: 2025, at_least: '100%' },
    ],
  });
  expect(table?.years).toEqual([2021, 2022, 2025]);
  expect(table?.rows.map((row) => row.level)).toEqual(['province', 'commune', null]);
  expect(table?.rows[1]?.cells).toEqual([null, { at_least: '35%', derived: true }, null]);
});
