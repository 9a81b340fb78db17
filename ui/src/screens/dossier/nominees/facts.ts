// The facts of a nominee as the form edits them: which one a field holds, and the list with a change.
import type { Fact, FactFormView, FactValue, Source } from '../../../ipc';

/** A field of the form: a fact of the plan for a year, and where the list holds it. */
export type Asked = { kind: FactFormView; year: number | null; at: number };

export const nowhere: Source = { title: '', symbol: '', date: null, issuer: '' };

/** What the form asks, in the plan's order; a recognition once for each that is stated. */
export function asked(kinds: readonly FactFormView[], years: readonly number[], facts: readonly Fact[]): Asked[] {
  return kinds.flatMap((kind): Asked[] => {
    if (kind.value === 'recognition') {
      return facts.flatMap((fact, at) => (fact.fact === kind.id ? [{ kind, year: fact.year, at }] : []));
    }
    const of: readonly (number | null)[] = kind.is_yearly ? years : [null];
    return of.map((year) => ({
      kind,
      year,
      at: facts.findIndex((fact) => fact.fact === kind.id && fact.year === year),
    }));
  });
}

/** Where the list holds facts that the form has no field for. */
export function unasked(fields: readonly Asked[], facts: readonly Fact[]): number[] {
  const shown = new Set(fields.map((field) => field.at));
  return facts.flatMap((_, at) => (shown.has(at) ? [] : [at]));
}

/** The list with a field's value; a fact is added where none is stated, and goes with no value. */
export function withValue(facts: readonly Fact[], field: Asked, value: FactValue | null): Fact[] {
  if (field.at < 0) {
    if (value === null) return [...facts];
    return [...facts, { fact: field.kind.id, year: field.year, value, source: null, evidence: [] }];
  }
  if (value === null) return facts.filter((_, at) => at !== field.at);
  return changed(facts, field.at, { value });
}

/** The list with a change in one fact. */
export function changed(facts: readonly Fact[], at: number, change: Partial<Fact>): Fact[] {
  return facts.map((fact, index) => (index === at ? { ...fact, ...change } : fact));
}

/** The list with a change in the document of one fact; none is kept where all of it is blank. */
export function withSource(facts: readonly Fact[], at: number, change: Partial<Source>): Fact[] {
  const source = { ...(facts[at]?.source ?? nowhere), ...change };
  const isBlank = !source.title && !source.symbol && !source.date && !source.issuer;
  return changed(facts, at, { source: isBlank ? null : source });
}

/** A document in one line, as it is cited. */
export const citedSource = (source: Source | null): string =>
  source ? [source.title, source.symbol].filter((part) => part !== '').join(' ') || source.issuer : '';
