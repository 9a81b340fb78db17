import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import FileText from '@lucide/svelte/icons/file-text';
import FolderInput from '@lucide/svelte/icons/folder-input';
import House from '@lucide/svelte/icons/house';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';

export const screens = [
  { id: 'home', icon: House, key: '1' },
  { id: 'dossier', icon: FileText, key: '2' },
  { id: 'plans', icon: ScrollText, key: '3' },
  { id: 'deadlines', icon: CalendarDays, key: '4' },
  // The last key: the others keep theirs.
  { id: 'consolidation', icon: FolderInput, key: '7' },
  { id: 'help', icon: CircleQuestionMark, key: '5' },
  { id: 'settings', icon: Settings, key: '6' },
] as const;

/** The statistics are reached from the home page. */
export type ScreenId = (typeof screens)[number]['id'] | 'statistics';

/** The parts of the screen for plans. */
export type ShelfTab = 'plans' | 'law' | 'templates';
