//! The window's commands: each parses, calls one use case of the desk, and passes the answer on.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands commands their arguments by value"
)]
#![expect(
    clippy::unnecessary_wraps,
    reason = "the page is answered in one shape, whether a command can refuse or not"
)]

mod cabinet;
mod council;
mod dossier;
mod edit;
mod evidence;
mod export;
mod import;
mod nominees;
mod own;
mod plans;
mod progress;
mod proof;
mod questions;
mod rehearsal;
mod statistics;
mod upkeep;

pub use export::ProgressOfExport;
mod writing;

use hoso_desk::view::WireError;
use tauri::Runtime;
use tauri_specta::{Builder, collect_commands};

type Answer<T> = Result<T, WireError>;

/// All commands, for the window and for its TypeScript types.
#[expect(clippy::too_many_lines, reason = "a list, one line for each command")]
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::new()
        // Each view needs one type only: what the window sends is as it was given.
        .disable_serde_phases()
        .commands(collect_commands![
            dossier::open_sample,
            dossier::open_file,
            dossier::open_path,
            dossier::open_kept,
            dossier::current,
            dossier::current_path,
            dossier::judge_on,
            dossier::preview,
            edit::dossier,
            edit::type_in,
            edit::settle,
            edit::amend,
            edit::undo,
            edit::redo,
            edit::history,
            edit::restore_part,
            cabinet::cabinet,
            cabinet::begin,
            cabinet::renew,
            cabinet::discard,
            cabinet::units,
            cabinet::signatories,
            cabinet::keep_unit,
            cabinet::setting,
            cabinet::set_setting,
            cabinet::search,
            evidence::add_evidence,
            evidence::thumbnail,
            questions::explain,
            questions::nominee_order,
            questions::awards_of,
            questions::indicators,
            progress::progress,
            progress::send,
            progress::returned,
            progress::accepted,
            progress::note_outcome,
            export::export_options,
            export::export,
            export::print_documents,
            export::mail_draft,
            export::export_progress,
            export::cancel_export,
            export::show_folder,
            export::find_on_pages,
            plans::plans,
            plans::plan,
            plans::deadlines,
            cabinet::statistics,
            cabinet::candidates,
            cabinet::bring_back,
            cabinet::unit_kinds,
            cabinet::version,
            upkeep::cabinet_folder,
            upkeep::show_cabinet,
            upkeep::retry_cabinet,
            upkeep::begin_anew,
            upkeep::use_own_cabinet,
            upkeep::copy_cabinet,
            upkeep::salvage_cabinet,
            upkeep::backups,
            upkeep::verify_backup,
            upkeep::back_up,
            upkeep::choose_backup_folder,
            upkeep::restore_backup,
            upkeep::undo_restore,
            upkeep::package,
            upkeep::take_package,
            upkeep::examine_quickly,
            upkeep::examine,
            upkeep::verify_journal,
            upkeep::check_evidence,
            upkeep::remove_orphans,
            writing::report_guide,
            writing::figures,
            writing::letter,
            own::own,
            own::add_own,
            own::drop_own,
            own::keep_own,
            own::export_own,
            own::plan_versions,
            own::plan_version,
            own::copy_plan,
            own::plan_values,
            own::try_plan,
            own::save_plan,
            own::compare_plans,
            own::export_plan,
            own::law,
            own::law_days,
            own::law_changes,
            own::dossier_law,
            own::correct_law,
            own::uncorrect_law,
            own::schedule,
            own::save_schedule,
            own::month,
            own::change_steps,
            own::holiday_changes,
            own::change_holidays,
            own::templates,
            own::export_templates,
            nominees::nominee_forms,
            nominees::add_dropped_evidence,
            nominees::scan,
            nominees::open_evidence,
            council::council_view,
            council::recall,
            writing::report_place,
            writing::hints_of,
            writing::report_hints,
            writing::compare_reports,
            writing::rescue,
            writing::rescue_fields,
            writing::apply_rescue,
            statistics::statistics_by_group,
            statistics::export_statistics,
            rehearsal::rehearsal,
            rehearsal::confirm,
            rehearsal::withdraw,
            rehearsal::learn_from_return,
            rehearsal::keep_line,
            rehearsal::drop_line,
            rehearsal::switch_line_off,
            rehearsal::switch_line_on,
            proof::prove,
            proof::sent_files,
            import::choose_table,
            import::try_table,
            import::import_table,
            import::save_refused,
        ])
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use specta_typescript::Typescript;
    use std::path::Path;
    use tauri::Wry;

    /// The window's TypeScript types follow the Rust ones; `UPDATE=1` rewrites them.
    #[test]
    fn committed_bindings_are_current() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings.ts");
        let folder = tempfile::tempdir().expect("a folder");
        let fresh = folder.path().join("bindings.ts");
        super::builder::<Wry>()
            .export(Typescript::default(), &fresh)
            .expect("the bindings are written");
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::copy(&fresh, &committed).expect("the bindings are copied");
        }
        assert!(
            read(&fresh) == read(&committed),
            "ui/src/ipc/bindings.ts is stale: run with UPDATE=1"
        );
    }
}
