// The only way to the program behind the window. Nothing outside this folder imports @tauri-apps.
import { words } from '../text/vi';
import {
  commands,
  type DossierView,
  type ExportView,
  type PageView,
  type WireError,
} from './bindings';

export type {
  DateOrigin,
  DeadlineView,
  DocumentView,
  DossierView,
  ExportView,
  FindingView,
  PageView,
  SeverityCode,
  TaskView,
  WireError,
} from './bindings';

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

export const ipc = {
  openSample: (): Promise<Answer<DossierView>> => ask(() => commands.openSample()),
  openFile: (): Promise<Answer<DossierView | null>> => ask(() => commands.openFile()),
  current: (): Promise<Answer<DossierView | null>> => ask(() => commands.current()),
  judgeOn: (date: string | null): Promise<Answer<DossierView>> => ask(() => commands.judgeOn(date)),
  preview: (document: string, page: number): Promise<Answer<PageView>> =>
    ask(() => commands.preview(document, page)),
  exportDocuments: (replace: boolean): Promise<Answer<ExportView>> =>
    ask(() => commands.exportDocuments(replace)),
  exportTo: (replace: boolean): Promise<Answer<ExportView | null>> =>
    ask(() => commands.exportTo(replace)),
  showFolder: (): Promise<Answer<null>> => ask(() => commands.showFolder()),
};
