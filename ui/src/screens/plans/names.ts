import type { PlanSummary } from '../../ipc';
import { words } from '../../text/vi';

/** What the program calls a version of a plan. */
export const nameOf = (plan: Pick<PlanSummary, 'id' | 'version'>): string => `${plan.id}@${plan.version}`;

/** What people call it among others: with its version where there are several, or two of one title. */
export function label(plan: PlanSummary, all: readonly PlanSummary[]): string {
  const alike = all.filter((one) => one.id === plan.id || one.title === plan.title);
  return alike.length > 1 ? `${plan.title} (${words.planEdit.version(plan.version)})` : plan.title;
}

/** Plans as they stand in a list: the newest version of each first, then the earlier ones. */
export function listed(all: readonly PlanSummary[]): PlanSummary[] {
  const ids = [...new Set(all.map((plan) => plan.id))];
  return ids.flatMap((id) => all.filter((plan) => plan.id === id).sort((a, b) => b.version - a.version));
}
