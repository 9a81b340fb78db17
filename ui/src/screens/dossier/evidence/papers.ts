// The papers of a dossier, and which facts each of them proves.
import type { Dossier, EditInput, Fact, NomineeFormsView } from '../../../ipc';
import { words } from '../../../text/vi';

/** A fact somebody states: where it stands, and how it is called. */
export type Stated = { path: string; label: string; fact: Fact };

/** Everything that the dossier states, the unit's first. */
export function stated(dossier: Dossier, forms: NomineeFormsView | null): Stated[] {
  const kinds = [...(forms?.individual.facts ?? []), ...(forms?.collective.facts ?? [])];
  const names = new Map(kinds.map((kind) => [kind.id, kind.label]));
  const of = (who: string, path: string, facts: readonly Fact[]): Stated[] =>
    facts.map((fact, at) => ({
      path: `${path}.facts[${at}]`,
      label: words.evidence.proves.line(who, names.get(fact.fact) ?? fact.fact, fact.year),
      fact,
    }));
  return [
    ...of(words.evidence.proves.unit, 'unit', dossier.unit.facts),
    ...dossier.nominees.flatMap((one) =>
      of(one.name || words.nominees.unnamed, `nominees[${one.id}]`, one.facts),
    ),
  ];
}

/** How many facts each paper proves. */
export function uses(dossier: Dossier): Map<string, number> {
  const counts = new Map<string, number>();
  const facts = [dossier.unit.facts, ...dossier.nominees.map((one) => one.facts)].flat();
  for (const id of facts.flatMap((fact) => fact.evidence)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** The edits that take papers off the list, and out of the facts that named them. */
export function removal(dossier: Dossier, gone: readonly string[]): EditInput[] {
  const freed = stated(dossier, null)
    .filter((one) => one.fact.evidence.some((id) => gone.includes(id)))
    .map(({ path, fact }) => ({
      kind: 'field' as const,
      path: `${path}.evidence`,
      value: JSON.stringify(fact.evidence.filter((id) => !gone.includes(id))),
    }));
  return [...freed, ...gone.map((id) => ({ kind: 'remove_evidence' as const, id }))];
}

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
