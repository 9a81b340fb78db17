import type { RehearsalCode } from '../../../ipc';

/** Whether somebody still has something to do about a line. */
export const isOpen = (state: RehearsalCode): boolean =>
  state === 'not_fulfilled' || state === 'asked' || state === 'lapsed';
