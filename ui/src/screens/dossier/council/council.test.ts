import { expect, test } from 'vitest';
import type { Council, Member } from '../../../ipc';
import { byNominee, entered, filledDown, nextCell, parsedCount, pastedEntries } from './ballots';
import { attendanceOf, attended, begun, parsedTime } from './meeting';
import { freshMember, likelyRole, meetingWithout, moved } from './members';

const member = (id: string, role: Member['role'] = 'member'): Member => ({ id, name: id, position: '', role });
const council: Council = {
  name: 'HĐ',
  decision: null,
  members: [member('m1', 'chair'), member('m2'), member('m3', 'member_secretary')],
  rule: null,
};

test('the first member is likely the chair', () => {
  expect(likelyRole([])).toBe('chair');
  expect(likelyRole(council.members)).toBe('member');
});

test('a fresh member has an id of its own', () => {
  expect(freshMember([member('m2')])).toBe('m3');
});

test('members move by one place and stop at the ends', () => {
  expect(moved(council.members, 'm2', -1).map((one) => one.id)).toEqual(['m2', 'm1', 'm3']);
  expect(moved(council.members, 'm1', -1).map((one) => one.id)).toEqual(['m1', 'm2', 'm3']);
  expect(moved(council.members, 'm3', 1).map((one) => one.id)).toEqual(['m1', 'm2', 'm3']);
});

test('a record begins with everybody present and the roles in their chairs', () => {
  const meeting = begun(council, '2023-02-14');
  expect([meeting.present, meeting.chair, meeting.secretary]).toEqual([['m1', 'm2', 'm3'], 'm1', 'm3']);
  const away = attended(meeting, council, 'm2', 'written');
  expect(away.present).toEqual(['m1', 'm3']);
  expect(attendanceOf(away, 'm2')).toBe('written');
  const back = attended(away, council, 'm2', 'present');
  expect([back.present, back.absent]).toEqual([['m1', 'm2', 'm3'], []]);
  expect(meetingWithout(away, 'm1')).toMatchObject({ present: ['m3'], chair: '' });
});

test('a time is read as people write it', () => {
  expect(['14:30', '14h30', '8 giờ', '8 giờ 05 phút', '7.15', '14'].map(parsedTime)).toEqual([
    '14:30:00',
    '14:30:00',
    '08:00:00',
    '08:05:00',
    '07:15:00',
    '14:00:00',
  ]);
  expect(['25:00', '8:75', 'sáng', ''].map(parsedTime)).toEqual([null, null, null, null]);
});

const order = ['an', 'binh', 'chi'];
const votes = [{ nominee: 'an', agree: 7, disagree: 0, blank: 0 }];

test('cells entered make votes in the order of the list, and an emptied row has none', () => {
  const some = entered(votes, [{ nominee: 'chi', count: 'disagree', value: 2 }], order);
  expect(some).toEqual([...votes, { nominee: 'chi', agree: 0, disagree: 2, blank: 0 }]);
  expect(entered(votes, [{ nominee: 'an', count: 'agree', value: null }], order)).toEqual([]);
  expect(parsedCount(' 12 ')).toBe(12);
  expect(parsedCount('')).toBeNull();
  expect(['-1', '1,5', 'x', '1234567'].map(parsedCount)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a pasted range stays within the grid and is refused whole where a cell is no number', () => {
  const found = pastedEntries([['6', '1', '0', '9'], ['7', '0', '0']], { row: 2, column: 1 }, order);
  expect(found).toEqual([
    { nominee: 'chi', count: 'disagree', value: 6 },
    { nominee: 'chi', count: 'blank', value: 1 },
  ]);
  expect(pastedEntries([['6', 'bảy']], { row: 0, column: 0 }, order)).toBeNull();
});

test('filling down takes the first of the range, or the cell above', () => {
  const all = byNominee(votes);
  expect(filledDown(all, 0, 2, 0, order).map((one) => [one.nominee, one.value])).toEqual([
    ['binh', 7],
    ['chi', 7],
  ]);
  expect(filledDown(all, 1, 1, 0, order)).toEqual([{ nominee: 'binh', count: 'agree', value: 7 }]);
  expect(filledDown(all, 0, 0, 0, order)).toEqual([]);
});

test('keys lead through the grid and stop at its edges', () => {
  expect(nextCell({ row: 0, column: 0 }, 'Enter', 3, 10)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 2, column: 2 }, 'ArrowRight', 3, 10)).toEqual({ row: 2, column: 2 });
  expect(nextCell({ row: 0, column: 1 }, 'PageDown', 3, 10)).toEqual({ row: 2, column: 1 });
  expect(nextCell({ row: 0, column: 0 }, '7', 3, 10)).toBeNull();
});
