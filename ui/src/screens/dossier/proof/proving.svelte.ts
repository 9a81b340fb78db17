// The proof of the dossier in hand: what was found last, and from which state of the dossier.
import { ipc, type ChangeView, type ProgressOfExport, type ProofView } from '../../../ipc';
import { field, type Work } from '../../../work/work.svelte';

/** How often the program is asked how far it is, in milliseconds. */
const ASKING = 150;

export class Proving {
  view = $state.raw<ProofView | null>(null);
  progress = $state.raw<ProgressOfExport | null>(null);
  isBusy = $state(false);
  /** The dossier that was read. */
  #read = $state.raw<unknown>(null);
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Whether the dossier is another since it was read. */
  get isOld(): boolean {
    return this.view !== null && this.#read !== this.#work.dossier;
  }

  async run(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.#work.settle();
    const read = this.#work.dossier;
    const timer = setInterval(() => void this.#look(), ASKING);
    const answer = await ipc.prove();
    clearInterval(timer);
    this.isBusy = false;
    this.progress = null;
    if (answer.status === 'ok') {
      this.view = answer.data;
      this.#read = read;
      // Who gave it up knows why nothing is there.
    } else if (answer.error.code !== 'cancelled') {
      this.#work.problem = answer.error;
    }
  }

  /** Makes both sides equal in one step, and reads everything again. */
  async equal(change: ChangeView): Promise<boolean> {
    const edits = change.edits.map((edit) => field(edit.path, JSON.parse(edit.value)));
    if (!(await this.#work.amend(edits))) return false;
    await this.run();
    return true;
  }

  cancel = (): void => void ipc.cancelExport();

  async #look(): Promise<void> {
    const answer = await ipc.exportProgress();
    if (this.isBusy && answer.status === 'ok') this.progress = answer.data;
  }
}

const made = new WeakMap<Work, Proving>();

/** The one proof of a dossier, whichever part of the screen shows it. */
export function provingOf(work: Work): Proving {
  const proving = made.get(work) ?? new Proving(work);
  made.set(work, proving);
  return proving;
}
