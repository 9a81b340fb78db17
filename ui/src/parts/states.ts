import Circle from '@lucide/svelte/icons/circle';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';

/** One sign for each state of a step, always beside its word. */
export const stateIcons = {
  not_started: Circle,
  in_progress: CircleDashed,
  missing: CircleAlert,
  done: CircleCheck,
} as const;
