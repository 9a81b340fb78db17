import { invoke as TAURI_INVOKE } from "@tauri-apps/api/core";

export const commands = {
  /** Opens the built-in sample. */
  async openSample(): Promise<Result<DossierView, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("open_sample") };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** Asks for a dossier file and opens it; nothing where the person cancels. */
  async openFile(): Promise<Result<DossierView | null, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("open_file") };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** What is open, or why the file given at the start was refused. */
  async current(): Promise<Result<DossierView | null, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("current") };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** Judges on another day, or again on the dossier's own where there is none. */
  async judgeOn(date: string | null): Promise<Result<DossierView, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("judge_on", { date }) };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** A page of a document as a picture. */
  async preview(document: string, page: number): Promise<Result<PageView, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("preview", { document, page }) };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** Exports into a folder of the dossier's own among the person's documents. */
  async exportDocuments(replace: boolean): Promise<Result<ExportView, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("export_documents", { replace }) };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** Asks for a folder and exports into it; nothing where the person cancels. */
  async exportTo(replace: boolean): Promise<Result<ExportView | null, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("export_to", { replace }) };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
  /** Shows the folder of the last export. */
  async showFolder(): Promise<Result<null, WireError>> {
    try {
      return { status: "ok", data: await TAURI_INVOKE("show_folder") };
    } catch (e) {
      if (e instanceof Error) throw e;
      return { status: "error", error: e as WireError };
    }
  },
};

export type DateOrigin = "asked" | "dossier" | "today";
export type DeadlineState = "open" | "last_day" | "closed";
export type DeadlineView = {
  plan: string;
  round: string;
  title: string;
  year: number | null;
  due_before: string;
  last_day: string;
  last_working_day: string;
  days_left: number;
  state: DeadlineState;
  cite: string;
  text: string;
  message: string;
  uncertain: string;
};
export type DocumentView = { id: string; title: string; subject: string; file_name: string };
export type DossierView = {
  file: string | null;
  unit: string;
  parent: string;
  plan_title: string;
  movement: string;
  round_title: string;
  judged_on: string;
  judged_on_origin: DateOrigin;
  deadline: DeadlineView | null;
  collectives: number;
  individuals: number;
  tasks: TaskView[];
  findings: FindingView[];
  blocking: number;
  warnings: number;
  documents: DocumentView[];
};
export type ExportView = { folder: string; files: string[]; notes: string[] };
export type FindingView = {
  rule: string;
  state: StateCode;
  severity: SeverityCode;
  subject: string;
  subject_id: string | null;
  cite: string;
  cite_text: string;
  mark: MarkCode;
  message: string;
  because: string[];
  missing: string[];
  remedy: string;
  field: string;
};
export type MarkCode = "verified" | "inferred" | "unchecked";
export type PageView = { svg: string; page: number; pages: number; width: number | null; height: number | null };
export type SeverityCode = "blocking" | "warning" | "info";
export type StateCode = "met" | "not_met" | "unknown" | "not_applicable";
export type TaskState = "not_started" | "in_progress" | "missing" | "done";
export type TaskView = { id: string; title: string; state: TaskState; detail: string };
export type WireError = { code: string; what: string; why: string; next: string };
export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };
