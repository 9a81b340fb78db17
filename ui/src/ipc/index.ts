// The only way to the program behind the window. Nothing outside this folder imports @tauri-apps.
import { listen } from '@tauri-apps/api/event';
import { words } from '../text/vi';
import {
  commands,
  type DeadlineView,
  type DossierView,
  type ExportView,
  type PageView,
  type PlanSummary,
  type PlanView,
  type WireError,
} from './bindings';

export type {
  ClauseView,
  DateOrigin,
  DeadlineView,
  DocumentView,
  DossierView,
  ExportView,
  FindingView,
  IndicatorGroupView,
  IndicatorView,
  LevelCode,
  PageView,
  PlanSummary,
  PlanView,
  SectionCode,
  SeverityCode,
  TaskState,
  TaskView,
  WireError,
} from './bindings';
export { kept, keep, type Kept, type Recent, type Theme } from './kept';

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

/** For commands that cannot refuse. */
async function told<T>(call: () => Promise<T>): Promise<Answer<T>> {
  return ask(async () => ({ status: 'ok', data: await call() }));
}

export const ipc = {
  openSample: (): Promise<Answer<DossierView>> => ask(() => commands.openSample()),
  openFile: (): Promise<Answer<DossierView | null>> => ask(() => commands.openFile()),
  openPath: (path: string): Promise<Answer<DossierView>> => ask(() => commands.openPath(path)),
  current: (): Promise<Answer<DossierView | null>> => ask(() => commands.current()),
  currentPath: (): Promise<Answer<string | null>> => told(() => commands.currentPath()),
  judgeOn: (date: string | null): Promise<Answer<DossierView>> => ask(() => commands.judgeOn(date)),
  preview: (document: string, page: number): Promise<Answer<PageView>> =>
    ask(() => commands.preview(document, page)),
  exportDocuments: (replace: boolean): Promise<Answer<ExportView>> =>
    ask(() => commands.exportDocuments(replace)),
  exportTo: (replace: boolean): Promise<Answer<ExportView | null>> =>
    ask(() => commands.exportTo(replace)),
  showFolder: (): Promise<Answer<null>> => ask(() => commands.showFolder()),
  plans: (): Promise<Answer<PlanSummary[]>> => told(() => commands.plans()),
  plan: (id: string): Promise<Answer<PlanView>> => ask(() => commands.plan(id)),
  deadlines: (): Promise<Answer<DeadlineView[]>> => ask(() => commands.deadlines()),

  /** Tells of a file dropped on the window; the answer ends the listening. */
  onDropped: (tell: (path: string) => void): Promise<() => void> =>
    listen<{ paths: string[] }>('tauri://drag-drop', (event) => {
      const first = event.payload.paths[0];
      if (first !== undefined) tell(first);
    }),
};
