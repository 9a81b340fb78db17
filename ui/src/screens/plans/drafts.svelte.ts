// Changes to plans that are not kept yet, by `id@version` and path, so that a look at another screen
// loses none of them.

const drafts = $state<Record<string, Record<string, string>>>({});

/** The changes of one plan. */
export const draftOf = (name: string): Readonly<Record<string, string>> => drafts[name] ?? {};

/** Notes a change of one value, or, where none is given, that it stays as it was. */
export function note(name: string, path: string, value?: string): void {
  const draft = { ...drafts[name] };
  if (value === undefined) delete draft[path];
  else draft[path] = value;
  drafts[name] = draft;
}

/** Forgets the changes of one plan, once they are kept. */
export function forget(name: string): void {
  delete drafts[name];
}
