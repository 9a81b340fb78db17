/** The tab a key of the tab list leads to; null where the key is none of its own. */
export function nextTab<Id extends string>(ids: readonly Id[], from: Id, key: string): Id | null {
  const last = ids.length - 1;
  const at = ids.indexOf(from);
  const to = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : (ids[to] ?? null);
}
