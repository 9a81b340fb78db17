import { expect, test } from 'vitest';
import { exportOptions as options } from '../../../testing/sample';
import { carried, files, request, usual } from './choice';

test('what is handed in is chosen, and nothing is asked for that is usual', () => {
  const choice = usual(options());
  expect(files(choice, options())).toEqual(['01-to-trinh.pdf', '02-bao-cao-do-thi-hang.pdf']);
  expect(request(choice, options())).toMatchObject({ heading: null, preprinted: null, whole: 'absent' });
});

test('every chosen form of a file is named, or the one package', () => {
  const both = { ...usual(options()), format: 'both' as const, whole: true };
  expect(files(both, options())).toEqual([
    '01-to-trinh.docx',
    '01-to-trinh.pdf',
    '02-bao-cao-do-thi-hang.docx',
    '02-bao-cao-do-thi-hang.pdf',
    'ho-so-day-du.pdf',
  ]);
  expect(files({ ...both, tables: true }, options()).at(-1)).toBe('12-danh-sach-va-bang-bieu.xlsx');
  expect(files({ ...both, packed: true }, options())).toEqual(['ho-so.zip']);
});

test('the offsets of certificates go along only with certificates', () => {
  const moved = { ...usual(options()), isPreprinted: true, right: 2, down: -1.5 };
  expect(request(moved, options()).preprinted).toBeNull();
  const withThem = { ...moved, documents: ['certificate'] };
  expect(request(withThem, options()).preprinted).toEqual({ right: 2, down: -1.5 });
});

test('a choice stays while the dossier changes; a new report is chosen with it', () => {
  const first = options();
  const choice = { ...usual(first), documents: ['report.hang'], heading: 'party' };
  const newcomer = first.documents.slice(0, 1).map((one) => ({
    ...one,
    document: { ...one.document, id: 'report.binh' },
  }));
  const later = options({ documents: [...first.documents, ...newcomer] });
  const kept = carried(choice, first, later);
  expect(kept.documents).toEqual(['report.hang', 'report.binh']);
  expect(kept.heading).toBe('party');
  const another = options({ heading: 'party' });
  expect(carried(usual(first), first, another).heading).toBe('party');
});
