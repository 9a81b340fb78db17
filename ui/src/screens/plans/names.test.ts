import { expect, test } from 'vitest';
import type { PlanSummary } from '../../ipc';
import { draftOf, forget, note } from './drafts.svelte';
import { label, listed, nameOf } from './names';

const plan = (id: string, version: number, title = id): PlanSummary => ({
  id,
  version,
  title,
  issuer: '',
  years: [2021, 2025],
  criteria: 0,
  idle_criteria: [],
  rounds: 0,
  example: false,
});

test('versions of a plan stand together, the newest first, and are told apart', () => {
  const all = [plan('a', 1), plan('b', 1), plan('a', 2)];
  expect(listed(all).map(nameOf)).toEqual(['a@2', 'a@1', 'b@1']);
  expect(label(plan('a', 2), all)).toBe('a (bản 2)');
  expect(label(plan('b', 1), all)).toBe('b');
});

test('changes to a plan stay until they are kept or taken back', () => {
  note('a@1', 'title', 'Mới');
  note('a@1', 'number', '5');
  note('a@1', 'number');
  expect(draftOf('a@1')).toEqual({ title: 'Mới' });
  expect(draftOf('b@1')).toEqual({});
  forget('a@1');
  expect(draftOf('a@1')).toEqual({});
});
