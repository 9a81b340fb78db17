// What the table shows of each nominee, and the edits that its keys make.
import type {
  AwardChoiceView,
  Dossier,
  EditInput,
  Gender,
  KindFormView,
  Nominee,
  NomineeFormsView,
  NomineeLineView,
  StateCode,
} from '../../../ipc';

export type Kind = 'collective' | 'individual';

export type Row = {
  id: string;
  /** Its number in the list of its kind. */
  number: number;
  name: string;
  kind: Kind;
  post: string;
  award: string;
  criteria: StateCode;
  report: StateCode;
  open: number;
};

export const kindOf = (nominee: Nominee): Kind => (nominee.person.collective ? 'collective' : 'individual');

export const formOf = (forms: NomineeFormsView, kind: Kind): KindFormView => forms[kind];

/** Post and workplace of a person, the body above a collective. */
export function postOf(nominee: Nominee): string {
  const { individual, collective } = nominee.person;
  if (individual) return [individual.position, individual.workplace].filter(Boolean).join(', ');
  return collective?.parent ?? '';
}

/** The rows, in the order of the lists; each kind is numbered for itself, as it is printed. */
export function rows(nominees: readonly Nominee[], lines: readonly NomineeLineView[]): Row[] {
  const of = new Map(lines.map((line) => [line.id, line]));
  const count = { collective: 0, individual: 0 };
  return nominees.map((nominee) => {
    const kind = kindOf(nominee);
    const line = of.get(nominee.id);
    count[kind] += 1;
    return {
      id: nominee.id,
      number: count[kind],
      name: nominee.name,
      kind,
      post: postOf(nominee),
      award: line?.award ?? '',
      criteria: line?.criteria ?? 'unknown',
      report: line?.report ?? 'unknown',
      open: line?.open ?? 0,
    };
  });
}

/** The rows in the order of ids; what it does not name comes last. */
export function inOrder(all: readonly Row[], ids: readonly string[]): Row[] {
  const places = new Map(ids.map((id, at) => [id, at]));
  const place = (row: Row) => places.get(row.id) ?? ids.length;
  return [...all].sort((a, b) => place(a) - place(b));
}

/** The award forms to choose from: those that the round lets be asked for, and the one that is set. */
export const choosable = (form: KindFormView, current: string): AwardChoiceView[] =>
  form.award_forms.filter((award) => award.is_open || award.id === current);

/** An id that nothing in a dossier has had before. */
export function freshId(start: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `${start}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A nominee with nothing filled in. */
export function blank(kind: Kind, id: string, form: KindFormView | undefined, gender: Gender = 'female'): Nominee {
  const person: Nominee['person'] =
    kind === 'collective'
      ? {
          collective: {
            parent: '',
            address: '',
            phone: '',
            fax: '',
            website: '',
            structure: '',
            duties: '',
            head: '',
            head_position: '',
          },
        }
      : {
          individual: {
            gender,
            birth_date: null,
            hometown: '',
            residence: '',
            position: '',
            workplace: '',
            qualification: '',
            phone: '',
            is_head: false,
          },
        };
  return {
    id,
    name: '',
    person,
    award_form: form?.award_forms.find((award) => award.is_open)?.id ?? '',
    claims: [],
    summary: '',
    facts: [],
    earlier_awards: [],
    report: { date: null, sections: [], confirmed_on: null },
    determinations: [],
    note: '',
  };
}

/** The edit that moves a run of nominees one place up or down; none where it cannot. */
export function moved(nominees: readonly Nominee[], chosen: readonly string[], by: 'up' | 'down'): EditInput | null {
  const places = chosen.map((id) => nominees.findIndex((one) => one.id === id)).sort((a, b) => a - b);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || first < 0 || last - first !== places.length - 1) return null;
  // The neighbour changes sides, so that a run of any length moves by one edit.
  const neighbour = nominees[by === 'up' ? first - 1 : last + 1];
  if (!neighbour) return null;
  const before = by === 'up' ? (nominees[last + 1]?.id ?? null) : (nominees[first]?.id ?? null);
  return { kind: 'move_nominee', id: neighbour.id, before };
}

/** The edits that put the lists in an order. */
export const arranged = (ids: readonly string[]): EditInput[] =>
  ids.map((id) => ({ kind: 'move_nominee', id, before: null }));

/** The nominee that is next to look at after some are gone. */
export function neighbour(all: readonly Row[], gone: readonly string[]): string {
  const first = all.findIndex((row) => gone.includes(row.id));
  const left = all.filter((row) => !gone.includes(row.id));
  return left[Math.min(Math.max(first, 0), left.length - 1)]?.id ?? '';
}

/** What is set for many nominees at once; what is absent stays as it is. */
export type Common = { award: string; workplace: string; claims: Record<Kind, string[]> | null };

/** The edits of a common change. */
export function common(dossier: Dossier, chosen: readonly string[], change: Common): EditInput[] {
  const edits: EditInput[] = [];
  const set = (path: string, value: unknown) => edits.push({ kind: 'field', path, value: JSON.stringify(value) });
  for (const nominee of dossier.nominees) {
    if (!chosen.includes(nominee.id)) continue;
    const path = `nominees[${nominee.id}]`;
    if (change.award) set(`${path}.award_form`, change.award);
    if (change.workplace && nominee.person.individual) set(`${path}.person.individual.workplace`, change.workplace);
    if (change.claims) set(`${path}.claims`, change.claims[kindOf(nominee)]);
  }
  return edits;
}
