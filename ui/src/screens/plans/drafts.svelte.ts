// Changes to plans that are not kept yet, by `id@version` and path, so that a look at another screen
// loses none of them.

const drafts = $state<Record<string, Record<string, string>>>({});

/** The changes of one plan. */
export function draftOf(name: string): Record<string, string> {
  drafts[name] ??= {};
  return drafts[name];
}

/** Forgets the changes of one plan, once they are kept. */
export function forget(name: string): void {
  delete drafts[name];
}
