import type { FindingView, SeverityCode } from '../../ipc';
import { fold, matches } from '../../text/fold';

export const severities = ['blocking', 'warning', 'info'] as const satisfies readonly SeverityCode[];

export type Group = { severity: SeverityCode; all: number; shown: FindingView[] };

/** What the filter looks through, of each finding that it has looked at: folding it takes a while. */
const texts = new WeakMap<FindingView, string>();

function folded(finding: FindingView): string {
  const before = texts.get(finding);
  if (before !== undefined) return before;
  const { subject, message, cite, remedy, missing, because } = finding;
  const text = fold([subject, message, cite, remedy, ...missing, ...because].join('\n'));
  texts.set(finding, text);
  return text;
}

/** The three groups in their order, each with what the filter leaves of it. */
export function grouped(findings: readonly FindingView[], query: string): Group[] {
  const asked = query.trim();
  return severities.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    const shown = asked === '' ? own : own.filter((finding) => matches(folded(finding), asked));
    return { severity, all: own.length, shown };
  });
}
