import type { PlanView } from '../../ipc';
import { fold, matches } from '../../text/fold';

/** What a search leaves of a plan; everything where nothing is asked. */
export function left(plan: PlanView, query: string): PlanView {
  if (query === '') return plan;
  const holds = (...texts: readonly string[]) => matches(fold(texts.join('\n')), query);
  return {
    ...plan,
    bases: plan.bases.filter((basis) => holds(basis)),
    sections: plan.sections
      .map((section) => ({
        ...section,
        clauses: section.clauses.filter((clause) =>
          holds(clause.title, clause.cite, clause.text, ...clause.notes, ...clause.cautions),
        ),
      }))
      .filter((section) => section.clauses.length > 0),
    indicator_groups: plan.indicator_groups.filter((group) =>
      holds(group.cite, group.text, ...group.indicators.map((indicator) => indicator.label)),
    ),
    corrections: plan.corrections.filter((correction) =>
      holds(correction.cite, correction.printed, correction.corrected, correction.reason),
    ),
  };
}

/** How many entries it holds. */
export function total(plan: PlanView): number {
  const clauses = plan.sections.reduce((sum, section) => sum + section.clauses.length, 0);
  return clauses + plan.bases.length + plan.indicator_groups.length + plan.corrections.length;
}
