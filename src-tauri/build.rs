//! Declares the window's commands, so that each needs a permission of its own.

const COMMANDS: [&str; 13] = [
    "open_sample",
    "open_file",
    "open_path",
    "current",
    "current_path",
    "judge_on",
    "preview",
    "export_documents",
    "export_to",
    "show_folder",
    "plans",
    "plan",
    "deadlines",
];

fn main() {
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(&COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
