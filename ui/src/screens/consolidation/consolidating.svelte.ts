// What the screen holds while packages are looked through: it stays when the person looks elsewhere.
import {
  ipc,
  type Answer,
  type ClashView,
  type DossierLineView,
  type IntakeView,
  type MergeView,
  type ProgressOfExport,
  type WireError,
} from '../../ipc';
import { asked, clashKey, decided, isQuestion, nomineesOf, chosenOf, type Chosen, type Decision } from './choosing';

/** How often the program is asked how far it is, in milliseconds. */
const ASKING = 150;

export class Consolidating {
  view = $state.raw<IntakeView | null>(null);
  clashes = $state.raw<readonly ClashView[] | null>(null);
  chosen = $state.raw<Chosen>({});
  decisions = $state.raw<Readonly<Record<string, Decision>>>({});
  /** The own dossiers that can take nominees over. */
  dossiers = $state.raw<readonly DossierLineView[]>([]);
  /** The one that does. */
  into = $state('');
  merged = $state.raw<MergeView | null>(null);
  error = $state.raw<WireError | null>(null);
  /** What goes on; empty where nothing does. */
  busy = $state<'' | 'reading' | 'merging' | 'printing'>('');
  progress = $state.raw<ProgressOfExport | null>(null);
  /** The places that were read last, to be read again. */
  #places: string[] = [];

  readonly rows = $derived(this.view?.rows ?? []);
  readonly packages = $derived(this.rows.filter((row) => chosenOf(row, this.chosen) > 0).length);
  readonly nominees = $derived(this.rows.reduce((sum, row) => sum + chosenOf(row, this.chosen), 0));
  readonly units = $derived(new Set(this.rows.filter((row) => row.unit).map((row) => row.unit)).size);
  readonly proposed = $derived(this.rows.filter((row) => row.is_usable).reduce((sum, row) => sum + nomineesOf(row), 0));
  /** What has to be decided before the chosen ones are taken over. */
  readonly questions = $derived((this.clashes ?? []).filter((clash) => isQuestion(clash, this.chosen)));
  readonly undecided = $derived(
    this.questions.filter((clash) => (this.decisions[clashKey(clash)]?.keep.length ?? 0) === 0),
  );

  /** What was read before the screen was opened. */
  async open(): Promise<void> {
    await this.#load();
    if (this.view || this.busy) return;
    const answer = await ipc.intake();
    if (answer.status === 'ok' && answer.data) await this.#take(answer.data);
  }

  async chooseFolder(): Promise<void> {
    await this.#read(() => ipc.receiveFolder());
  }

  async read(places: string[]): Promise<void> {
    await this.#read(() => ipc.receivePlaces(places));
    this.#places = places;
  }

  async again(): Promise<void> {
    const places = this.#places.length > 0 ? this.#places : this.view ? [this.view.folder] : [];
    if (places.length > 0) await this.read(places);
  }

  async aim(dossier: string): Promise<void> {
    this.into = dossier;
    await this.#clash();
  }

  decide(clash: ClashView, decision: Decision | null): void {
    const { [clashKey(clash)]: _, ...others } = this.decisions;
    this.decisions = decision ? { ...others, [clashKey(clash)]: decision } : others;
  }

  async merge(): Promise<boolean> {
    const input = {
      dossier: this.into,
      chosen: asked(this.chosen),
      decisions: decided(this.questions, this.decisions),
    };
    const answer = await this.run('merging', () => ipc.mergePackages(input));
    if (!answer) return false;
    this.merged = answer;
    this.chosen = {};
    this.decisions = {};
    await this.refresh();
    return true;
  }

  /** The packages as they stand now, after something was done with one. */
  async refresh(): Promise<void> {
    const answer = await ipc.intake();
    if (answer.status === 'ok' && answer.data) this.view = answer.data;
    await this.#clash();
  }

  /** Does something long, one at a time; nothing where it failed or was given up. */
  async run<T>(what: 'reading' | 'merging' | 'printing', ask: () => Promise<Answer<T>>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = what;
    this.error = null;
    const timer = setInterval(() => void this.#look(), ASKING);
    const answer = await ask();
    clearInterval(timer);
    this.busy = '';
    this.progress = null;
    if (answer.status === 'ok') return answer.data;
    // Who gave it up knows why nothing is there.
    if (answer.error.code !== 'cancelled') this.error = answer.error;
    return null;
  }

  async #read(ask: () => Promise<Answer<IntakeView | null>>): Promise<void> {
    const view = await this.run('reading', ask);
    if (!view) return;
    this.#places = [];
    this.chosen = {};
    this.decisions = {};
    this.merged = null;
    await this.#take(view);
  }

  async #take(view: IntakeView): Promise<void> {
    this.view = view;
    await this.#clash();
  }

  async #load(): Promise<void> {
    const answer = await ipc.cabinet();
    if (answer.status === 'error') return;
    this.dossiers = answer.data.dossiers.filter((line) => line.is_sound && line.state !== 'sent' && line.state !== 'accepted');
    if (!this.dossiers.some((line) => line.id === this.into)) {
      this.into = this.dossiers[0]?.id ?? '';
      if (this.view) await this.#clash();
    }
  }

  async #clash(): Promise<void> {
    const into = this.into;
    const answer = await ipc.intakeClashes(into === '' ? null : into);
    if (into !== this.into) return;
    if (answer.status === 'ok') this.clashes = answer.data;
    else this.error = answer.error;
  }

  async #look(): Promise<void> {
    const answer = await ipc.exportProgress();
    if (this.busy && answer.status === 'ok') this.progress = answer.data;
  }
}

export const consolidating = new Consolidating();
