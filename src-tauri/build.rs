//! Declares the window's commands, so that each needs a permission of its own.

const COMMANDS: [&str; 50] = [
    "open_sample",
    "open_file",
    "open_path",
    "open_kept",
    "current",
    "current_path",
    "judge_on",
    "preview",
    "dossier",
    "type_in",
    "settle",
    "amend",
    "undo",
    "redo",
    "history",
    "restore_part",
    "cabinet",
    "begin",
    "renew",
    "discard",
    "units",
    "signatories",
    "keep_unit",
    "setting",
    "set_setting",
    "search",
    "add_evidence",
    "thumbnail",
    "explain",
    "nominee_order",
    "awards_of",
    "indicators",
    "progress",
    "send",
    "returned",
    "accepted",
    "note_outcome",
    "export_documents",
    "export_to",
    "show_folder",
    "plans",
    "plan",
    "deadlines",
    "report_guide",
    "figures",
    "letter",
    "nominee_forms",
    "add_dropped_evidence",
    "scan",
    "open_evidence",
];

fn main() {
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(&COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
