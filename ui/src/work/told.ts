// A view that tells only what changed, made whole with the one before.
import type { DossierView, FindingView, SeverityCode } from '../ipc';

const WEIGHT: Readonly<Record<SeverityCode, number>> = { blocking: 0, warning: 1, info: 2 };

/** The whole view; null where the one it was told after is not this one. */
export function whole(before: DossierView, told: DossierView): DossierView | null {
  if (told.since === null) return told;
  if (told.since.revision !== before.revision) return null;
  const anew = new Set(told.since.subjects);
  const kept = before.findings.filter((finding) => !anew.has(finding.subject_id));
  const findings = anew.size === 0 ? before.findings : ordered([...kept, ...told.findings], told);
  return { ...told, findings, since: null };
}

/** As the program orders them: by weight, the dossier's first, then in the order of the lists. */
function ordered(findings: FindingView[], view: DossierView): FindingView[] {
  const places = new Map<string | null, number>(view.nominees.map((line, at) => [line.id, at]));
  places.set(null, -1);
  const place = (finding: FindingView) => places.get(finding.subject_id) ?? places.size;
  return findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || place(a) - place(b));
}
