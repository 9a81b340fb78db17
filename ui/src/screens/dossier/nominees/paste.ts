// Rows copied from a spreadsheet, tried before anything is written: what each would do, and why not.
import type { Gender, Nominee, NomineeFormsView } from '../../../ipc';
import { parsed, shown } from '../../../text/dates';
import { fold } from '../../../text/fold';
import { words } from '../../../text/vi';
import { blank, kindOf, type Kind } from './nominees';

const { heads, cells: cellWords, reasons } = words.nominees.pasting;

export type Field = keyof typeof heads;
export const fields = Object.keys(heads) as Field[];

/** Which field each column holds; null where it is passed over. */
export type Mapping = (Field | null)[];

export type Choices = {
  mapping: Mapping;
  /** What rows are where no column says it. */
  kind: Kind;
  /** The gender where the cell is blank; null: such a row is refused. */
  gender: Gender | null;
};

export type Change = { field: Field; before: string; after: string };

export type Tried = {
  /** Its number among the pasted rows, from 1. */
  row: number;
  name: string;
  outcome: 'new' | 'update' | 'same' | 'refused';
  /** What is wrong with which column; null where it is about the row. */
  problems: { column: number | null; text: string }[];
  changes: Change[];
  /** The nominee as it would be; null where it is refused. */
  nominee: Nominee | null;
};

const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim();

/** The field that a column's head names; null where it names none. */
export function fieldOf(head: string): Field | null {
  const asked = plain(head).replace(/\s*\(.*$/, '').replace(/[.:*]+$/, '');
  const exact = fields.find((field) => (heads[field] as readonly string[]).includes(asked));
  if (exact) return exact;
  let best: { field: Field; length: number } | null = null;
  for (const field of fields) {
    for (const word of heads[field] as readonly string[]) {
      const begins = asked === word || asked.startsWith(`${word} `) || asked.startsWith(`${word},`);
      if (begins && word.length > (best?.length ?? 3)) best = { field, length: word.length };
    }
  }
  return best?.field ?? null;
}

/** The columns as the first row names them; null where it is no row of heads. */
export function recognised(first: readonly string[]): Mapping | null {
  const found = first.map(fieldOf);
  // A field stands in one column, the first that names it.
  const once = found.map((field, at) => (field !== null && found.indexOf(field) === at ? field : null));
  const named = once.filter((field) => field !== null).length;
  return once.includes('name') && (named >= 2 || first.length === 1) ? once : null;
}

/** Tries every row against a list, and the rows against each other. */
export function tried(
  rows: readonly (readonly string[])[],
  choices: Choices,
  nominees: readonly Nominee[],
  forms: NomineeFormsView,
  freshId: (kind: Kind) => string,
): Tried[] {
  const known = new Map<string, Nominee[]>();
  for (const nominee of nominees) {
    const key = keyOf(kindOf(nominee), nominee.name);
    known.set(key, [...(known.get(key) ?? []), nominee]);
  }
  const seen = new Map<string, number>();
  return rows.map((row, at) => one(row, at + 1, choices, known, forms, seen, freshId));
}

/** Who is meant: kind and name, whatever the case and the blanks; marks tell people apart. */
const keyOf = (kind: Kind, name: string): string =>
  `${kind}\n${name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()}`;

function one(
  row: readonly string[],
  number: number,
  choices: Choices,
  known: Map<string, Nominee[]>,
  forms: NomineeFormsView,
  seen: Map<string, number>,
  freshId: (kind: Kind) => string,
): Tried {
  const problems: Tried['problems'] = [];
  const columnOf = (field: Field) => choices.mapping.indexOf(field);
  const cell = (field: Field) => row[columnOf(field)] ?? '';
  const wrong = (field: Field, text: string) => {
    const column = columnOf(field);
    problems.push({ column: column < 0 ? null : column, text });
  };

  const kind = kindIn(cell('kind'), choices.kind);
  if (kind === null) wrong('kind', reasons.kind(cell('kind')));
  const name = cell('name');
  if (name === '') wrong('name', reasons.noName);
  if ([...name].length > forms.longest_name) wrong('name', reasons.tooLong(forms.longest_name));

  const birth = cell('birth_date') === '' ? null : parsed(cell('birth_date'));
  if (kind === 'individual' && cell('birth_date') !== '' && birth === null) {
    wrong('birth_date', reasons.date(cell('birth_date')));
  }
  const typedGender = cell('gender') === '' ? null : genderIn(cell('gender'));
  if (kind === 'individual' && cell('gender') !== '' && typedGender === null) {
    wrong('gender', reasons.gender(cell('gender')));
  }

  const direct = cell('works_directly') === '' ? null : yesIn(cell('works_directly'));
  if (kind === 'individual' && cell('works_directly') !== '' && direct === null) {
    wrong('works_directly', reasons.direct(cell('works_directly')));
  }

  const form = kind === null ? null : forms[kind];
  const open = form?.award_forms.filter((award) => award.is_open) ?? [];
  const asked = cell('award_form');
  const award = asked === '' ? null : open.find((one) => isNamed(one.name, asked));
  if (form && asked !== '' && !award) wrong('award_form', reasons.award(asked));

  const of = kind === null ? [] : (known.get(keyOf(kind, name)) ?? []);
  // Two different days of birth are two people, however they are called.
  const same = of.filter((nominee) => {
    const day = nominee.person.individual?.birth_date ?? null;
    return birth === null || day === null || day === birth;
  });
  if (same.length > 1) wrong('name', reasons.several(same.length));
  const present = same.length === 1 ? same[0] : undefined;
  if (!present && kind === 'individual' && cell('gender') === '' && choices.gender === null) {
    wrong('gender', reasons.noGender);
  }
  if (!present && form && open.length === 0) wrong('award_form', reasons.noAward);

  if (kind !== null && name !== '') {
    const key = `${keyOf(kind, name)}\n${birth ?? ''}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, number);
    else wrong('name', reasons.twice(before));
  }
  if (problems.length > 0 || kind === null || form === null) {
    return { row: number, name, outcome: 'refused', problems, changes: [], nominee: null };
  }

  const start = present ?? blank(kind, freshId(kind), form, choices.gender ?? 'female');
  const changes: Change[] = [];
  const take = (field: Field, before: string, after: string): string => {
    if (after === '' || after === before) return before;
    changes.push({ field, before, after });
    return after;
  };
  const nominee: Nominee = {
    ...start,
    name: present ? present.name : name,
    award_form: start.award_form,
    summary: take('summary', start.summary, cell('summary')),
    note: take('note', start.note, cell('note')),
  };
  if (award && award.id !== start.award_form) {
    const before = form.award_forms.find((one) => one.id === start.award_form)?.name ?? '';
    changes.push({ field: 'award_form', before, after: award.name });
    nominee.award_form = award.id;
  }
  if (start.person.individual) {
    const was = start.person.individual;
    const day = birth ?? was.birth_date;
    if (day !== was.birth_date) {
      changes.push({ field: 'birth_date', before: was.birth_date ? shown(was.birth_date) : '', after: shown(day ?? '') });
    }
    const gender = typedGender ?? was.gender;
    if (present && gender !== was.gender) {
      const label = (one: Gender) => words.nominees.info.genders.find(({ id }) => id === one)?.label ?? '';
      changes.push({ field: 'gender', before: label(was.gender), after: label(gender) });
    }
    const before = was.works_directly ?? null;
    const worksDirectly = direct ?? before;
    if (worksDirectly !== before) {
      const [unsaid, yes, no] = words.nominees.info.worksDirectlyChoices;
      const label = (one: boolean | null) => (one === null ? unsaid : one ? yes : no);
      changes.push({ field: 'works_directly', before: label(before), after: label(worksDirectly) });
    }
    nominee.person = {
      individual: {
        ...was,
        gender,
        birth_date: day,
        position: take('position', was.position, cell('position')),
        workplace: take('workplace', was.workplace, cell('workplace')),
        qualification: take('qualification', was.qualification, cell('qualification')),
        hometown: take('hometown', was.hometown, cell('hometown')),
        residence: take('residence', was.residence, cell('residence')),
        phone: take('phone', was.phone, cell('phone')),
        ...(worksDirectly === null ? {} : { works_directly: worksDirectly }),
      },
    };
  } else if (start.person.collective) {
    const was = start.person.collective;
    nominee.person = {
      collective: {
        ...was,
        parent: take('parent', was.parent, cell('parent')),
        address: take('address', was.address, cell('address')),
        phone: take('phone', was.phone, cell('phone')),
        head: take('head', was.head, cell('head')),
        head_position: take('head_position', was.head_position, cell('head_position')),
      },
    };
  }
  if (!present) return { row: number, name, outcome: 'new', problems, changes: [], nominee };
  const outcome = changes.length > 0 ? 'update' : 'same';
  return { row: number, name, outcome, problems, changes, nominee };
}

function kindIn(text: string, otherwise: Kind): Kind | null {
  const asked = plain(text);
  if (asked === '') return otherwise;
  if ((cellWords.collective as readonly string[]).includes(asked)) return 'collective';
  if ((cellWords.individual as readonly string[]).includes(asked)) return 'individual';
  return null;
}

function genderIn(text: string): Gender | null {
  const asked = plain(text);
  if ((cellWords.male as readonly string[]).includes(asked)) return 'male';
  if ((cellWords.female as readonly string[]).includes(asked)) return 'female';
  return null;
}

function yesIn(text: string): boolean | null {
  const asked = plain(text);
  if ((cellWords.yes as readonly string[]).includes(asked)) return true;
  if ((cellWords.no as readonly string[]).includes(asked)) return false;
  return null;
}

/** Whether a cell names an award form: all of it, or its beginning. */
function isNamed(name: string, asked: string): boolean {
  const [whole, part] = [plain(name), plain(asked)];
  return whole === part || whole.startsWith(`${part} `);
}
