export const tabIds = ['check', 'preview', 'export'] as const;
export type TabId = (typeof tabIds)[number];

/** The tab a key of the tab list leads to; null where the key is none of its own. */
export function nextTab(from: TabId, key: string): TabId | null {
  const last = tabIds.length - 1;
  const at = tabIds.indexOf(from);
  const to = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : (tabIds[to] ?? null);
}
