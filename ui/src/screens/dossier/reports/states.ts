// How far each report is, from the findings on it.
import type { FindingView, Nominee } from '../../../ipc';

export type ReportState = 'empty' | 'missing' | 'review' | 'done';

/** Of whose report something is missing or to be looked at, by the nominee's id. */
export function reportGaps(findings: readonly FindingView[]): Map<string, 'missing' | 'review'> {
  const gaps = new Map<string, 'missing' | 'review'>();
  for (const finding of findings) {
    if (finding.task !== 'reports' || finding.subject_id === null || finding.severity === 'info') continue;
    if (finding.severity === 'blocking') gaps.set(finding.subject_id, 'missing');
    else if (!gaps.has(finding.subject_id)) gaps.set(finding.subject_id, 'review');
  }
  return gaps;
}

/** The state of every report, by the nominee's id. */
export function reportStates(
  gaps: ReturnType<typeof reportGaps>,
  nominees: readonly Nominee[],
): Map<string, ReportState> {
  return new Map<string, ReportState>(
    nominees.map(({ id, report }) => [id, report.sections.length === 0 ? 'empty' : (gaps.get(id) ?? 'done')]),
  );
}
