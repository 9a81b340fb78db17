import { expect, test } from 'vitest';
import type { ClashView, IntakeRowView, ProposalView } from '../../ipc';
import { asked, chosenOf, clashKey, decided, isQuestion, shown, withNominees, withPackages } from './choosing';

const row = (number: number, more: Partial<IntakeRowView> = {}): IntakeRowView => ({
  number,
  file: `${number}.hoso`,
  kilobytes: 1,
  unit: 'Sở',
  dossier: '',
  plan_title: '',
  title: '',
  state: 'new',
  note: '',
  collectives: 1,
  individuals: 2,
  awards: [],
  blocking: 0,
  warnings: 0,
  arrived_at: '',
  received_on: null,
  code: '',
  sha256: '',
  is_usable: true,
  problem: null,
  ...more,
});

const proposal = (number: number | null, nominee: string): ProposalView => ({
  id: { package: number, nominee },
  unit: 'Sở',
  is_own: number === null,
  note: '',
  name: 'An',
  is_individual: true,
  birth_date: null,
  post: '',
  award: '',
  blocking: 0,
});

const clash = (...proposals: ProposalView[]): ClashView => ({
  differences: [],
  names_differ: true,
  birth_dates_differ: false,
  awards_differ: false,
  proposals,
});

test('whole packages and single people are chosen and left again', () => {
  const rows = [row(0), row(1), row(2, { is_usable: false, state: 'damaged' })];
  const all = withPackages({}, rows, true);
  expect(asked(all)).toEqual([
    { package: 0, nominees: null },
    { package: 1, nominees: null },
  ]);
  const some = withNominees(all, 0, ['a', 'b', 'c'], ['b'], false);
  expect(asked(some)[0]).toEqual({ package: 0, nominees: ['a', 'c'] });
  expect(chosenOf(row(0), some)).toBe(2);
  expect(withNominees(some, 0, ['a', 'b', 'c'], ['b'], true)[0]).toBe('all');
  expect(withNominees(some, 0, ['a', 'b', 'c'], ['a', 'c'], false)).toEqual({ 1: 'all' });
  expect(withPackages(all, rows, false)).toEqual({});
});

test('packages that were dealt with are shown only where they are asked for', () => {
  const rows = [row(0), row(1, { state: 'merged' }), row(2, { state: 'refused' })];
  expect(shown(rows, 'open').map((one) => one.number)).toEqual([0, 2]);
  expect(shown(rows, 'merged').map((one) => one.number)).toEqual([1]);
  expect(shown(rows, 'all')).toHaveLength(3);
});

test('a clash is a question only among those that would stand in the dossier', () => {
  const twice = clash(proposal(0, 'a'), proposal(1, 'b'));
  expect(isQuestion(twice, { 0: 'all' })).toBe(false);
  expect(isQuestion(twice, { 0: 'all', 1: ['b'] })).toBe(true);
  const own = clash(proposal(null, 'x'), proposal(1, 'b'));
  expect(isQuestion(own, {})).toBe(false);
  expect(isQuestion(own, { 1: 'all' })).toBe(true);
});

test('a decision is told with the proposals it names, and one that keeps nobody is none', () => {
  const twice = clash(proposal(0, 'a'), proposal(1, 'b'));
  const other = clash(proposal(2, 'a'), proposal(3, 'b'));
  const decisions = {
    [clashKey(twice)]: { keep: ['0/a'], name: '1/b', birthDate: '', award: '' },
    [clashKey(other)]: { keep: [], name: '', birthDate: '', award: '' },
  };
  expect(decided([twice, other], decisions)).toEqual([
    { keep: [{ package: 0, nominee: 'a' }], name: { package: 1, nominee: 'b' }, birth_date: null, award: null },
  ]);
});
