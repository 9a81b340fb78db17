// Short words in a corner about what has just been done. Never the only copy of an error.

export type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

/** Long enough to read and to reach the action with the keyboard. */
const SHOWN_FOR = 8000;

const all = $state<Toast[]>([]);
let last = 0;

export const toasts = {
  get all(): readonly Toast[] {
    return all;
  },
  say(text: string, action?: Toast['action']): void {
    last += 1;
    const id = last;
    all.push(action ? { id, text, action } : { id, text });
    setTimeout(() => toasts.drop(id), SHOWN_FOR);
  },
  drop(id: number): void {
    const at = all.findIndex((toast) => toast.id === id);
    if (at >= 0) all.splice(at, 1);
  },
};
