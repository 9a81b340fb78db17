import { ipc, type OwnKind, type WireError } from '../ipc';
import { words } from '../text/vi';
import { toasts } from './toasts.svelte';

type After = {
  said: string;
  /** Reads what there is now. */
  changed: () => Promise<void>;
  onerror: (error: WireError) => void;
};

/** Drops a piece of the unit's own data, and offers to take that back. */
export async function dropOwn(kind: OwnKind, name: string, { said, changed, onerror }: After): Promise<void> {
  const answer = await ipc.dropOwn(kind, name);
  if (answer.status === 'error') return onerror(answer.error);
  const dropped = answer.data;
  const undo = async () => {
    const back = await ipc.keepOwn(dropped);
    if (back.status === 'error') onerror(back.error);
    await changed();
  };
  toasts.say(said, { label: words.toast.undo, run: () => void undo() });
  await changed();
}
