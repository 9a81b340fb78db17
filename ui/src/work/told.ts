// A view that tells only what changed, made whole with the one before.
import type { DossierView, FindingView, NomineeLineView, SeverityCode } from '../ipc';

const WEIGHT: Readonly<Record<SeverityCode, number>> = { blocking: 0, warning: 1, info: 2 };

/** The whole view; null where the one it was told after is not this one. */
export function whole(before: DossierView, told: DossierView): DossierView | null {
  if (told.since === null) return told;
  if (told.since.revision !== before.revision) return null;
  const anew = new Set(told.since.subjects);
  const nominees = replaced(before.nominees, told.nominees);
  const documents = replaced(before.documents, told.documents);
  const findings = anew.size === 0 ? before.findings : replacedOf(before.findings, told.findings, anew, nominees);
  return { ...told, nominees, documents, findings, since: null };
}

/** A list with those of its parts replaced that changed; itself where none did. */
function replaced<T extends { id: string }>(before: T[], changed: readonly T[]): T[] {
  if (changed.length === 0) return before;
  const anew = new Map(changed.map((one) => [one.id, one]));
  return before.map((one) => anew.get(one.id) ?? one);
}

/**
 * The findings with those on some subjects replaced. Both are as the program orders them: by weight,
 * the dossier's first, then in the order of the lists.
 */
function replacedOf(
  before: readonly FindingView[],
  told: readonly FindingView[],
  anew: ReadonlySet<string | null>,
  nominees: readonly NomineeLineView[],
): FindingView[] {
  const places = new Map<string | null, number>(nominees.map((line, at) => [line.id, at]));
  places.set(null, -1);
  const place = (finding: FindingView) => places.get(finding.subject_id) ?? places.size;
  const isBefore = (a: FindingView, b: FindingView) =>
    (WEIGHT[a.severity] - WEIGHT[b.severity] || place(a) - place(b)) < 0;
  const merged: FindingView[] = [];
  let next = 0;
  for (const kept of before) {
    if (anew.has(kept.subject_id)) continue;
    for (let one = told[next]; one && isBefore(one, kept); one = told[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(kept);
  }
  return merged.concat(told.slice(next));
}
