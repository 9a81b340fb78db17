export const tabIds = ['steps', 'check', 'preview', 'export'] as const;
export type TabId = (typeof tabIds)[number];

/** The keys that lead to a tab from anywhere. */
export const tabKeys: Partial<Record<TabId, string>> = { preview: 'Control+P', export: 'Control+E' };
