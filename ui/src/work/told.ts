// A view that tells only what changed, made whole with the one before.
import type { DossierView, FindingView, NomineeLineView, SeverityCode } from '../ipc';

const WEIGHT: Readonly<Record<SeverityCode, number>> = { blocking: 0, warning: 1, info: 2 };

/** The whole view; null where the one it was told after is not this one. */
export function whole(before: DossierView, told: DossierView): DossierView | null {
  if (told.since === null) return told;
  if (told.since.revision !== before.revision) return null;
  const anew = new Set(told.since.subjects);
  const kept = before.findings.filter((finding) => !anew.has(finding.subject_id));
  const nominees = replaced(before.nominees, told.nominees);
  const documents = replaced(before.documents, told.documents);
  const findings = anew.size === 0 ? before.findings : ordered([...kept, ...told.findings], nominees);
  return { ...told, nominees, documents, findings, since: null };
}

/** A list with those of its parts replaced that changed; itself where none did. */
function replaced<T extends { id: string }>(before: T[], changed: readonly T[]): T[] {
  if (changed.length === 0) return before;
  const anew = new Map(changed.map((one) => [one.id, one]));
  return before.map((one) => anew.get(one.id) ?? one);
}

/** As the program orders them: by weight, the dossier's first, then in the order of the lists. */
function ordered(findings: FindingView[], nominees: readonly NomineeLineView[]): FindingView[] {
  const places = new Map<string | null, number>(nominees.map((line, at) => [line.id, at]));
  places.set(null, -1);
  const place = (finding: FindingView) => places.get(finding.subject_id) ?? places.size;
  return findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || place(a) - place(b));
}
