import { expect, test } from 'vitest';
import type { FindingView } from '../ipc';
import { dossier, finding } from '../testing/sample';
import { whole } from './told';

const line = (id: string) => ({ id, award: '', criteria: 'met', report: 'met', open: 0 }) as const;
const nominees = [line('an'), line('hang')];
const of = (subject_id: string | null, severity: FindingView['severity'], message: string) =>
  finding({ subject_id, severity, message });
const told = (findings: FindingView[]) => findings.map((one) => one.message);

const before = dossier({
  revision: 7,
  nominees,
  findings: [of('hang', 'blocking', 'h1'), of(null, 'warning', 'd1'), of('an', 'info', 'a1'), of('hang', 'info', 'h2')],
});

test('findings told anew take the place of those of their subject, in the order of the program', () => {
  const since = { revision: 7, subjects: ['an', null] };
  const next = dossier({
    revision: 8,
    nominees,
    since,
    findings: [of(null, 'blocking', 'd2'), of('an', 'blocking', 'a2'), of('an', 'blocking', 'a3')],
  });
  const view = whole(before, next);
  expect(told(view?.findings ?? [])).toEqual(['d2', 'a2', 'a3', 'h1', 'h2']);
  expect([view?.revision, view?.since]).toEqual([8, null]);
});

test('where nothing changed the findings stay the very same', () => {
  const view = whole(before, dossier({ revision: 8, since: { revision: 7, subjects: [] }, findings: [] }));
  expect(view?.findings).toBe(before.findings);
});

test('changed nominees and documents take the place of what they were, in the order of the lists', () => {
  const documents = [
    { id: 'submission', title: 'Tờ trình', subject: '', file_name: '01.pdf' },
    { id: 'report.an', title: 'Báo cáo', subject: 'An', file_name: '02.pdf' },
  ];
  const changed = { ...line('hang'), open: 2 };
  const renamed = { id: 'report.an', title: 'Báo cáo', subject: 'Anh', file_name: '02.pdf' };
  const view = whole(
    dossier({ revision: 7, nominees, documents }),
    dossier({ revision: 8, since: { revision: 7, subjects: [] }, nominees: [changed], documents: [renamed] }),
  );
  expect(view?.nominees).toEqual([line('an'), changed]);
  expect(view?.documents).toEqual([documents[0], renamed]);
  expect(view?.nominees[0]).toBe(nominees[0]);
});

test('what was told after another view is not taken', () => {
  expect(whole(before, dossier({ since: { revision: 6, subjects: [] }, findings: [] }))).toBeNull();
  const all = dossier({ revision: 9 });
  expect(whole(before, all)).toBe(all);
});
