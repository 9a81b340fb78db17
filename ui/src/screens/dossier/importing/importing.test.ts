import { expect, test } from 'vitest';
import type { ImportRowView, ImportView } from '../../../ipc';
import { elsewhere, fresh, mapped, told } from './importing';

const column = (at: number, field: string | null) => ({
  column: at,
  letters: 'ABC'[at] ?? '',
  title: '',
  field,
  is_sure: true,
  hidden: false,
  samples: [],
});

test('a field chosen for one column is taken from the other', () => {
  const view = { columns: [column(0, 'name'), column(1, 'position'), column(2, null)] } as unknown as ImportView;
  expect(mapped(view, [], 2, 'position')).toEqual([
    { column: 0, field: 'name' },
    { column: 1, field: null },
    { column: 2, field: 'position' },
  ]);
  expect(mapped(view, [], 0, null)[0]).toEqual({ column: 0, field: null });
});

test('another sheet forgets the columns and keeps the rest', () => {
  const choice = { ...fresh('nominees'), gender: 'male' as const, columns: [{ column: 0, field: 'name' }], header: 3 };
  expect(elsewhere(choice, { sheet: 'Khác' })).toEqual({ ...fresh('nominees'), gender: 'male', sheet: 'Khác' });
});

test('a row tells its faults, changes and notes, and else what tells it apart', () => {
  const row: ImportRowView = {
    row: 17,
    state: 'refused',
    name: 'An',
    detail: 'Cá nhân',
    changes: [],
    faults: [{ cell: 'D17', field: 'Ngày sinh', what: '“31/02” không phải ngày', next: 'Ghi ngày/tháng/năm.' }],
    notes: ['Trùng với dòng 3'],
  };
  expect(told(row)).toBe('Ô D17 (Ngày sinh): “31/02” không phải ngày. Ghi ngày/tháng/năm. Trùng với dòng 3');
  expect(told({ ...row, faults: [], notes: [] })).toBe('Cá nhân');
  const ofRow = { cell: '', field: '', what: 'không rõ là tập thể hay cá nhân', next: 'Thêm cột “Loại”.' };
  expect(told({ ...row, faults: [ofRow], notes: [] })).toBe('Dòng này: không rõ là tập thể hay cá nhân. Thêm cột “Loại”.');
});
