import type { ExportInput, ExportOptionsView } from '../../../ipc';

/** What a person chooses for an export, as the form holds it. */
export type Choice = {
  format: 'pdf' | 'docx' | 'both';
  whole: boolean;
  tables: boolean;
  packed: boolean;
  scanFiles: boolean;
  /** Codes of the documents. */
  documents: readonly string[];
  spelling: 'old' | 'new';
  heading: string;
  ballots: string;
  isPreprinted: boolean;
  right: number | null;
  down: number | null;
};

/** The documents that are handed in, as PDF, as the unit's kind has them. */
export const usual = (options: ExportOptionsView): Choice => ({
  format: 'pdf',
  whole: false,
  tables: false,
  packed: false,
  scanFiles: false,
  documents: handedIn(options),
  spelling: 'old',
  heading: options.heading,
  ballots: '2',
  isPreprinted: false,
  right: 0,
  down: 0,
});

export const handedIn = (options: ExportOptionsView): string[] =>
  options.documents.filter((one) => one.is_handed_in).map((one) => one.document.id);

/** What is still chosen once the dossier has other documents; newcomers that are handed in are chosen. */
export function carried(choice: Choice, before: ExportOptionsView, now: ExportOptionsView): Choice {
  const known = new Set(before.documents.map((one) => one.document.id));
  const chosen = new Set(choice.documents);
  const documents = now.documents
    .filter((one) => (known.has(one.document.id) ? chosen.has(one.document.id) : one.is_handed_in))
    .map((one) => one.document.id);
  const hasHeading = now.headings.some((one) => one.id === choice.heading);
  const isUsual = choice.heading === before.heading;
  return { ...choice, documents, heading: hasHeading && !isUsual ? choice.heading : now.heading };
}

/** The request for the program. */
export const request = (choice: Choice, options: ExportOptionsView): ExportInput => ({
  documents: [...choice.documents],
  format: choice.format,
  whole: choice.whole ? 'besides' : 'absent',
  tables: choice.tables,
  packed: choice.packed,
  scan_files: choice.scanFiles,
  spelling: choice.spelling,
  heading: choice.heading === options.heading ? null : choice.heading,
  preprinted:
    choice.isPreprinted && chosen(choice, options, 'has_stock')
      ? { right: choice.right ?? 0, down: choice.down ?? 0 }
      : null,
  emblem: null,
  ballots_per_sheet: Number(choice.ballots),
});

/** Whether a document is chosen for which something matters. */
export const chosen = (
  choice: Choice,
  options: ExportOptionsView,
  what: 'has_stock' | 'has_sheets',
): boolean =>
  options.documents.some((one) => one[what] && choice.documents.includes(one.document.id));

/** Names of the files that will be written. */
export function files(choice: Choice, options: ExportOptionsView): string[] {
  if (choice.packed) return [options.package_file];
  const each = options.documents
    .filter((one) => choice.documents.includes(one.document.id))
    .flatMap((one) => [
      ...(choice.format === 'pdf' ? [] : [one.docx_name]),
      ...(choice.format === 'docx' ? [] : [one.document.file_name]),
    ]);
  const scans = choice.scanFiles ? options.scans : [];
  return [
    ...each,
    ...scans,
    ...(choice.whole ? [options.merged_file] : []),
    ...(choice.tables ? [options.tables_file] : []),
  ];
}
