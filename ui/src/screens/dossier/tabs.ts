export const tabIds = [
  'steps',
  'general',
  'nominees',
  'reports',
  'indicators',
  'evidence',
  'council',
  'check',
  'rehearsal',
  'preview',
  'export',
  'history',
] as const;
export type TabId = (typeof tabIds)[number];

/** The keys that lead to a tab from anywhere. */
export const tabKeys: Partial<Record<TabId, string>> = { preview: 'Control+P', export: 'Control+E' };

/** The tab that holds the field at a path. */
export function tabOf(path: string): TabId {
  if (/^nominees\[[^\]]*\]\.report\b/.test(path)) return 'reports';
  const first = /^[^.[]*/.exec(path)?.[0];
  switch (first) {
    case 'nominees':
    case 'indicators':
    case 'evidence':
    case 'council':
      return first;
    case 'confirmations':
      return 'rehearsal';
    case 'meeting':
      return 'council';
    default:
      return 'general';
  }
}

/** Id of the nominee that a path is about; empty where it is about none. */
export const nomineeOf = (path: string): string =>
  /^(?:nominees|meeting\.votes)\[([^\]]*)\]/.exec(path)?.[1] ?? '';
