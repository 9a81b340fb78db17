import { expect, test } from 'vitest';
import type { ExportOptionsView } from '../../../ipc';
import { carried, files, request, usual } from './choice';

const paper = (id: string, over = {}) => ({
  document: { id, title: id, subject: '', file_name: `${id}.pdf` },
  docx_name: `${id}.docx`,
  is_handed_in: true,
  has_stock: false,
  has_sheets: false,
  ...over,
});

const options = (over: Partial<ExportOptionsView> = {}): ExportOptionsView => ({
  documents: [
    paper('submission'),
    paper('report.an'),
    paper('certificate', { is_handed_in: false, has_stock: true }),
  ],
  merged_file: 'ho-so-day-du.pdf',
  package_file: 'ho-so.zip',
  mail_file: 'thu.eml',
  headings: [
    { id: 'national', title: 'Quốc hiệu', mark: 'verified' },
    { id: 'party', title: 'Đảng', mark: 'unchecked' },
  ],
  heading: 'national',
  ballots_per_sheet: [1, 2, 4],
  furthest_offset: 50,
  scans: [],
  ...over,
});

test('what is handed in is chosen, and nothing is asked for that is usual', () => {
  const choice = usual(options());
  expect(files(choice, options())).toEqual(['submission.pdf', 'report.an.pdf']);
  expect(request(choice, options())).toMatchObject({ heading: null, preprinted: null, whole: 'absent' });
});

test('every chosen form of a file is named, or the one package', () => {
  const both = { ...usual(options()), format: 'both' as const, whole: true };
  expect(files(both, options())).toEqual([
    'submission.docx',
    'submission.pdf',
    'report.an.docx',
    'report.an.pdf',
    'ho-so-day-du.pdf',
  ]);
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
  const choice = { ...usual(first), documents: ['report.an'], heading: 'party' };
  const later = options({ documents: [...first.documents, paper('report.binh')] });
  const kept = carried(choice, first, later);
  expect(kept.documents).toEqual(['report.an', 'report.binh']);
  expect(kept.heading).toBe('party');
  const another = options({ heading: 'party' });
  expect(carried(usual(first), first, another).heading).toBe('party');
});
