// Who is chosen to be taken over, and what was decided where somebody is proposed more than once.
import type { ChosenInput, ClashView, DecisionInput, IntakeRowView, IntakeState, ProposalInput, ProposalView } from '../../ipc';

/** Of each package by its number: all of its nominees, or those with these ids. */
export type Chosen = Readonly<Record<number, 'all' | readonly string[]>>;

/** What was decided of a clash; proposals by their keys. */
export type Decision = {
  keep: readonly string[];
  /** Whose spelling, date of birth and award form is taken; empty: each its own. */
  name: string;
  birthDate: string;
  award: string;
};

export type Shows = 'open' | 'new' | 'merged' | 'returned' | 'bad' | 'all';

const OF: Readonly<Record<Exclude<Shows, 'all'>, readonly IntakeState[]>> = {
  open: ['new', 'received', 'damaged', 'refused'],
  new: ['new'],
  merged: ['merged'],
  returned: ['returned'],
  bad: ['superseded', 'duplicate', 'damaged', 'refused'],
};

/** The packages of a kind. */
export function shown(rows: readonly IntakeRowView[], which: Shows): readonly IntakeRowView[] {
  return which === 'all' ? rows : rows.filter((row) => OF[which].includes(row.state));
}

export const nomineesOf = (row: IntakeRowView): number => row.collectives + row.individuals;

/** How many nominees of a package are chosen. */
export function chosenOf(row: IntakeRowView, chosen: Chosen): number {
  const of = chosen[row.number];
  return of === 'all' ? nomineesOf(row) : (of?.length ?? 0);
}

/** Adds whole packages, those that cannot be used left out; or takes them out. */
export function withPackages(chosen: Chosen, rows: readonly IntakeRowView[], isIn: boolean): Chosen {
  const next: Record<number, 'all' | readonly string[]> = { ...chosen };
  for (const row of rows) {
    if (isIn && row.is_usable && nomineesOf(row) > 0) next[row.number] = 'all';
    else delete next[row.number];
  }
  return next;
}

/** Adds nominees of a package, or takes them out; `all` are the ids of all of its nominees. */
export function withNominees(
  chosen: Chosen,
  number: number,
  all: readonly string[],
  ids: readonly string[],
  isIn: boolean,
): Chosen {
  const of = chosen[number];
  const before = new Set(of === 'all' ? all : (of ?? []));
  for (const id of ids) {
    if (isIn) before.add(id);
    else before.delete(id);
  }
  const next: Record<number, 'all' | readonly string[]> = { ...chosen };
  if (before.size === 0) delete next[number];
  else next[number] = before.size === all.length ? 'all' : all.filter((id) => before.has(id));
  return next;
}

export function isChosen(chosen: Chosen, { package: number, nominee }: ProposalInput): boolean {
  if (number === null) return false;
  const of = chosen[number];
  return of === 'all' || (of?.includes(nominee) ?? false);
}

/** As the program takes it. */
export function asked(chosen: Chosen): ChosenInput[] {
  return Object.entries(chosen).map(([number, of]) => ({
    package: Number(number),
    nominees: of === 'all' ? null : [...of],
  }));
}

export const keyOf = ({ package: number, nominee }: ProposalInput): string => `${number ?? 'own'}/${nominee}`;

/** What names a clash while the packages stay the same. */
export const clashKey = (clash: ClashView): string => clash.proposals.map((one) => keyOf(one.id)).join(' ');

/** The proposals that a decision is needed on: those that are in the dossier and those that are chosen. */
export function atStake(clash: ClashView, chosen: Chosen): readonly ProposalView[] {
  return clash.proposals.filter((one) => one.is_own || isChosen(chosen, one.id));
}

/** Whether somebody has to decide before the chosen ones are taken over. */
export function isQuestion(clash: ClashView, chosen: Chosen): boolean {
  const stake = atStake(clash, chosen);
  return stake.length > 1 && stake.some((one) => !one.is_own);
}

/** What was decided, as the program takes it; a decision that keeps nobody is none. */
export function decided(
  clashes: readonly ClashView[],
  decisions: Readonly<Record<string, Decision>>,
): DecisionInput[] {
  const inputs: DecisionInput[] = [];
  for (const clash of clashes) {
    const decision = decisions[clashKey(clash)];
    if (!decision || decision.keep.length === 0) continue;
    const of = (key: string) => clash.proposals.find((one) => keyOf(one.id) === key)?.id ?? null;
    inputs.push({
      keep: decision.keep.flatMap((key) => of(key) ?? []),
      name: of(decision.name),
      birth_date: of(decision.birthDate),
      award: of(decision.award),
    });
  }
  return inputs;
}
