// Takes something away at once, and offers to bring it back while nothing else has happened.
import type { EditInput } from '../../../ipc';
import { toasts } from '../../../parts/toasts.svelte';
import type { Work } from '../../../work/work.svelte';
import { words } from '../../../text/vi';

/** Makes a step and says so with a way back; tells whether it was made. */
export async function undoable(work: Work, edits: EditInput[], said: string): Promise<boolean> {
  if (!(await work.amend(edits))) return false;
  saidUndoable(work, said);
  return true;
}

/** Says that the last step was made, with a way back. */
export function saidUndoable(work: Work, said: string): void {
  const made = work.view.kept?.steps.back;
  toasts.say(said, {
    label: words.toast.undo,
    run: () => {
      if (work.view.kept?.steps.back === made) void work.undo();
      else toasts.say(words.nominees.changedSince);
    },
  });
}
