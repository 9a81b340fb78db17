import type { FindingView, SeverityCode } from '../../ipc';
import { fold, matches } from '../../text/fold';

export const severities = ['blocking', 'warning', 'info'] as const satisfies readonly SeverityCode[];

/** A finding with what the filter looks through, folded once. */
export type Searchable = { finding: FindingView; folded: string };

export type Group = { severity: SeverityCode; all: number; shown: FindingView[] };

export function searchable(findings: FindingView[]): Searchable[] {
  return findings.map((finding) => ({
    finding,
    folded: fold(
      [
        finding.subject,
        finding.message,
        finding.cite,
        finding.remedy,
        ...finding.missing,
        ...finding.because,
      ].join('\n'),
    ),
  }));
}

/** The three groups in their order, each with what the filter leaves of it. */
export function grouped(rows: Searchable[], query: string): Group[] {
  return severities.map((severity) => {
    const own = rows.filter((row) => row.finding.severity === severity);
    const left = query.trim() === '' ? own : own.filter((row) => matches(row.folded, query.trim()));
    return { severity, all: own.length, shown: left.map((row) => row.finding) };
  });
}
