// How far each report is, from the findings on it.
import type { DossierView, Nominee } from '../../../ipc';

export type ReportState = 'empty' | 'missing' | 'review' | 'done';

/** The state of every report, by the nominee's id. */
export function reportStates(view: DossierView, nominees: readonly Nominee[]): Map<string, ReportState> {
  const states = new Map<string, ReportState>();
  for (const { id, report } of nominees) states.set(id, report.sections.length === 0 ? 'empty' : 'done');
  for (const finding of view.findings) {
    if (finding.task !== 'reports' || finding.subject_id === null || finding.severity === 'info') continue;
    const now = states.get(finding.subject_id);
    if (now === undefined || now === 'empty') continue;
    if (finding.severity === 'blocking') states.set(finding.subject_id, 'missing');
    else if (now === 'done') states.set(finding.subject_id, 'review');
  }
  return states;
}
