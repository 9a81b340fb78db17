import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import FileText from '@lucide/svelte/icons/file-text';
import House from '@lucide/svelte/icons/house';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';

export const screens = [
  { id: 'home', icon: House },
  { id: 'dossier', icon: FileText },
  { id: 'plans', icon: ScrollText },
  { id: 'deadlines', icon: CalendarDays },
  { id: 'help', icon: CircleQuestionMark },
  { id: 'settings', icon: Settings },
] as const;

/** The statistics are reached from the home page. */
export type ScreenId = (typeof screens)[number]['id'] | 'statistics';

/** The parts of the screen for plans. */
export type ShelfTab = 'plans' | 'law' | 'templates';
