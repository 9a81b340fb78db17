import { expect, test } from 'vitest';
import { sentence, table } from './sentences';

const row = {
  indicator: 'results_digitised',
  label: 'Số hóa kết quả',
  cite: 'IV.1.4',
  text: '',
  target: '50%',
  derived: true,
  achieved: '56,3%',
  source: '',
  gap: '+6,3',
  trend: '-1,1',
  state: 'met' as const,
};

test('an indicator is told with its target, the difference and the year before', () => {
  expect(sentence(row, 2022)).toBe(
    'Số hóa kết quả đạt 56,3%, Kế hoạch giao 50%, vượt 6,3 điểm phần trăm, giảm 1,1 điểm phần trăm so với năm 2021',
  );
  expect(sentence({ ...row, target: '', gap: '', trend: '0' }, 2022)).toBe('Số hóa kết quả đạt 56,3%');
  expect(sentence({ ...row, gap: '-6,3', trend: '' }, 2022)).toContain('thấp hơn 6,3 điểm');
});

test('a table tells what is filled in, one paragraph each', () => {
  const empty = { ...row, achieved: '' };
  const only = { ...row, target: '', gap: '', trend: '' };
  expect(table({ year: 2022, level: '', years: [], rows: [only, empty, only] })).toBe(
    '- Số hóa kết quả đạt 56,3%;\n\n- Số hóa kết quả đạt 56,3%.',
  );
});
