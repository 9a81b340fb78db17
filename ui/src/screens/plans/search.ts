import type { PlanView } from '../../ipc';
import { fold, holdsPhrase, matches } from '../../text/fold';

/**
 * What a search leaves of a plan: the entries that hold the words as they were typed, or, where
 * none does, those that hold each of them somewhere. Everything where nothing is asked.
 */
export function left(plan: PlanView, query: string): PlanView {
  if (query === '') return plan;
  const exact = kept(plan, query, holdsPhrase);
  return total(exact) > 0 ? exact : kept(plan, query, matches);
}

function kept(plan: PlanView, query: string, test: (folded: string, query: string) => boolean): PlanView {
  const holds = (...texts: readonly string[]) => test(fold(texts.join('\n')), query);
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
