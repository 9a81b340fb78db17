// The only way to the program behind the window. Nothing outside this folder imports @tauri-apps.
import { listen } from '@tauri-apps/api/event';
import { words } from '../text/vi';
import { commands, type DossierView, type WireError } from './bindings';

export type * from './bindings';
export { kept, keep, keptInCabinet, type Kept, type Recent, type Theme } from './kept';

/** What every command answers; it never throws. */
export type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: WireError };

async function ask<T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call();
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { status: 'error', error: { code: 'unexpected', ...words.unexpected(detail) } };
  }
}

type Command = (...given: never[]) => Promise<Answer<unknown>>;

/** Every command of the program under its own name, never throwing. */
const asked = Object.fromEntries(
  Object.entries<Command>(commands).map(([name, command]) => [
    name,
    (...given: never[]) => ask(() => command(...given)),
  ]),
) as typeof commands;

type Taker = { take: (paths: string[]) => void; wants: (path: string) => boolean };

/** Who takes the files that are dropped; the last one that wants the first of them does. */
const takers: Taker[] = [];

export const ipc = {
  ...asked,

  /** Tells of a file dropped on the window that nobody takes; the answer ends the listening. */
  onDropped: (tell: (path: string) => void): Promise<() => void> =>
    listen<{ paths: string[] }>('tauri://drag-drop', (event) => {
      const first = event.payload.paths[0];
      const taker = takers.findLast((one) => first !== undefined && one.wants(first));
      if (taker) taker.take(event.payload.paths);
      else if (first !== undefined) tell(first);
    }),

  /** Takes all files dropped on the window, before anybody else, until the answer is called. */
  takeDropped: (take: (paths: string[]) => void, wants: (path: string) => boolean = () => true): (() => void) => {
    const taker = { take, wants };
    takers.push(taker);
    return () => {
      const at = takers.indexOf(taker);
      if (at >= 0) takers.splice(at, 1);
    };
  },

  /** Tells what was chosen in the window's menu. */
  onMenu: (tell: (code: string) => void): Promise<() => void> =>
    listen<string>('menu', (event) => tell(event.payload)),

  /** Tells why the window could not be closed: something typed cannot be saved. */
  onUnsaved: (tell: (error: WireError) => void): Promise<() => void> =>
    listen<WireError>('unsaved', (event) => tell(event.payload)),

  /** Tells of the file that the program was started with a second time: opened, or why not. */
  onSecondStart: async (tell: (answer: Answer<DossierView>) => void): Promise<() => void> => {
    const ends = await Promise.all([
      listen<DossierView>('opened', (event) => tell({ status: 'ok', data: event.payload })),
      listen<WireError>('not-opened', (event) => tell({ status: 'error', error: event.payload })),
    ]);
    return () => ends.forEach((end) => end());
  },

  /** Tells why a backup that the program makes of its own accord failed. */
  onNotBackedUp: (tell: (error: WireError) => void): Promise<() => void> =>
    listen<WireError>('not-backed-up', (event) => tell(event.payload)),
};
