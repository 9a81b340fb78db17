// The dossier in front of the person: as it is judged, and as it is being edited. Screens read it
// from here and change it through here; nothing else sends edits.
import { getContext, setContext } from 'svelte';
import { ipc, type Answer, type Dossier, type DossierView, type EditInput, type FindingView, type WireError } from '../ipc';
import { put, read } from './paths';
import { whole } from './told';

/** A pause between keys after which a field is saved, in milliseconds. */
const PAUSE = 400;
/** How long typing without a pause may stay unsaved; with a slow disk it keeps the promised two seconds. */
const LONGEST = 1_000;

type Typed = { path: string; value: unknown };

/** What is to be brought into view: one of some fields; the keyboard goes there unless it is to be seen only. */
type Wanted = { paths: readonly string[]; count: number; isSeenOnly: boolean };

export type Saving = 'saved' | 'typing' | 'failed';

export class Work {
  /** As it is judged now. */
  view = $state.raw() as DossierView;
  /** As it is being edited; null until it was asked for. */
  dossier = $state.raw<Dossier | null>(null);
  saving = $state<Saving>('saved');
  /** Why the last edit was not taken or not saved; nothing that was typed is lost by it. */
  problem = $state.raw<WireError | null>(null);
  /** The field to bring into view, with a count so that the same one can be asked for again. */
  wanted = $state.raw<Wanted>({ paths: [], count: 0, isSeenOnly: false });

  /** What was typed and is not sent yet: of each field the last, in the order of the fields. */
  #waiting: Typed[] = [];
  /** What was set and is not sent yet. */
  #setting: Typed[] = [];
  /** What a field does not take; it stays on the screen until it is mended. */
  #refused: Typed | null = null;
  /** Calls go one after another, in the order of the keys. */
  #calls: Promise<void> = Promise.resolve();
  #pause: ReturnType<typeof setTimeout> | undefined;
  #longest: ReturnType<typeof setTimeout> | undefined;

  constructor(view: DossierView) {
    this.view = view;
  }

  /** Every finding; the very same list while a key changes none of them. */
  readonly findings = $derived(this.view.findings);

  /** What is to be mended or looked at, by the field it is about: gone through once, not by each field. */
  readonly #byField = $derived.by(() => {
    const fields = new Map<string, FindingView[]>();
    for (const finding of this.findings) {
      if (finding.severity === 'info') continue;
      const others = fields.get(finding.field);
      if (others) others.push(finding);
      else fields.set(finding.field, [finding]);
    }
    return fields;
  });

  /** The findings about a field that block or warn. */
  findingsAt(path: string): readonly FindingView[] {
    return this.#byField.get(path) ?? [];
  }

  /** Whether it may be changed: it is in the cabinet, and not sent. */
  get canChange(): boolean {
    return this.view.kept?.can_change ?? false;
  }

  /** Fetches what is edited; screens that edit wait for it. */
  async load(): Promise<void> {
    const answer = await ipc.dossier();
    if (answer.status === 'error') {
      this.problem = answer.error;
      return;
    }
    // What was typed or set while the program was busy is not in its answer yet, and stays on the screen.
    const newer = [...(this.#refused ? [this.#refused] : []), ...this.#waiting, ...this.#setting];
    this.dossier = newer.reduce((dossier, { path, value }) => put(dossier, path, value), answer.data);
  }

  /** What a field holds. */
  at(path: string): unknown {
    return read(this.dossier, path);
  }

  text(path: string): string {
    const value = this.at(path);
    return typeof value === 'string' ? value : '';
  }

  /** Takes a key: shown at once, judged as soon as the program is free, saved after a pause. */
  type(path: string, value: unknown): void {
    if (!this.dossier) return;
    this.#setting = this.#setting.filter((set) => set.path !== path);
    const last = this.#waiting.at(-1);
    if (last?.path === path) {
      last.value = value;
    } else {
      this.#waiting.push({ path, value });
      void this.#call(() => this.#typeWaiting());
    }
    // The program is asked first, and judges while the page draws.
    this.dossier = put(this.dossier, path, value);
    this.saving = 'typing';
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.settle(), PAUSE);
    this.#longest ??= setTimeout(() => void this.settle(), LONGEST);
  }

  /** Saves what was typed: for leaving a field, a pause, another screen. */
  settle(): Promise<void> {
    clearTimeout(this.#pause);
    clearTimeout(this.#longest);
    this.#longest = undefined;
    if (this.saving === 'saved') return this.#calls;
    return this.#call(async () => {
      await this.#typeWaiting();
      const answer = await ipc.settle();
      // Every key has told what it changes: saving changes how the dossier stands, and no more.
      const told: Answer<DossierView> =
        answer.status === 'ok' ? { status: 'ok', data: { ...this.view, kept: answer.data } } : answer;
      if (this.#take(told) && this.#waiting.length === 0 && !this.#refused) this.saving = 'saved';
    });
  }

  /** Makes edits as one step, durable when this resolves; tells whether they were taken. */
  async amend(edits: EditInput[]): Promise<boolean> {
    return this.#change(() => ipc.amend(edits));
  }

  /** Sets one field in one step: for choices, dates and ticks, which are not typed key by key. */
  async set(path: string, value: unknown): Promise<boolean> {
    if (this.dossier) this.dossier = put(this.dossier, path, value);
    const set = { path, value };
    this.#setting.push(set);
    return this.#change(() => {
      this.#setting = this.#setting.filter((one) => one !== set);
      return ipc.amend([field(path, value)]);
    });
  }

  undo = (): Promise<boolean> => this.#step(() => ipc.undo());
  redo = (): Promise<boolean> => this.#step(() => ipc.redo());

  /** Makes any other change that answers with the dossier. */
  change = (ask: () => Promise<Answer<DossierView>>): Promise<boolean> => this.#change(ask);

  /** Brings a field into view, on the screen that has it. */
  show(path: string): void {
    this.wanted = { paths: [path], count: this.wanted.count + 1, isSeenOnly: false };
  }

  /** Takes a step back or again, and brings what it changed into view; the keyboard stays where it is. */
  async #step(ask: () => Promise<Answer<DossierView>>): Promise<boolean> {
    if (!(await this.#change(ask))) return false;
    const past = await ipc.history('dossier', 1);
    const paths = past.status === 'ok' ? (past.data[0]?.fields ?? []).map((one) => one.path) : [];
    if (paths.length > 0) this.wanted = { paths, count: this.wanted.count + 1, isSeenOnly: true };
    return true;
  }

  async #change(ask: () => Promise<Answer<DossierView>>): Promise<boolean> {
    await this.settle();
    let taken = false;
    await this.#call(async () => {
      taken = this.#take(await ask());
      await this.load();
    });
    return taken;
  }

  #call(work: () => Promise<void>): Promise<void> {
    this.#calls = this.#calls.then(work);
    return this.#calls;
  }

  async #typeWaiting(): Promise<void> {
    for (let typed = this.#waiting.shift(); typed; typed = this.#waiting.shift()) {
      const answer = await this.#whole(ipc.typeIn(typed.path, JSON.stringify(typed.value)));
      if (answer.status === 'error') this.#refused = typed;
      else if (this.#refused?.path === typed.path) this.#refused = null;
      this.#take(answer);
    }
  }

  /** An answer that tells what changed, made whole; all of it is asked for where something came between. */
  async #whole(asked: Promise<Answer<DossierView>>): Promise<Answer<DossierView>> {
    const answer = await asked;
    if (answer.status === 'error') return answer;
    const view = whole(this.view, answer.data);
    if (view) return { status: 'ok', data: view };
    const current = await ipc.current();
    if (current.status === 'error') return current;
    return { status: 'ok', data: current.data ?? this.view };
  }

  #take(answer: Answer<DossierView>): boolean {
    if (answer.status === 'error') {
      this.problem = answer.error;
      if (this.saving === 'typing') this.saving = 'failed';
      return false;
    }
    if (!this.#refused) this.problem = null;
    this.view = answer.data;
    return true;
  }
}

/** An edit of one field. */
export const field = (path: string, value: unknown): EditInput => ({
  kind: 'field',
  path,
  value: JSON.stringify(value),
});

const KEY = Symbol('work');

/** Gives the screens inside a component the dossier they work on. */
export const provide = (work: Work): Work => setContext(KEY, work);

/** The dossier that the screens around work on. */
export const work = (): Work => getContext<Work>(KEY);
