//! What leaves the office: the set that is printed, and the e-mails.

use super::Answer;
use super::export::{choice, last, note_folder, own_folder, show};
use crate::session::{Session, wire};
use crate::words;
use hoso_desk::view::MailView;
use hoso_desk::{Delivery, Existing, ExportInput, MailChoice, PrintSet, PrintSetView, PrintedView};
use serde::Deserialize;
use specta::Type;
use std::path::Path;
use tauri::State;

/// Where files for an e-mail go that are attached by hand, in the folder of the dossier.
const BY_HAND: &str = "thu-dien-tu";

/// How an e-mail is to reach the mail program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MailWay {
    /// As a draft with everything attached.
    Draft,
    /// As a link without files, which lie in a folder to be attached by hand.
    Link,
}

/// The set that a dossier of this kind is printed as.
#[tauri::command(async)]
#[specta::specta]
pub fn print_set(session: State<'_, Session>) -> Answer<PrintSetView> {
    let kept = kept_set(&session)?;
    session.with(|desk, opened, _| desk.print_set(opened, kept.as_ref()))
}

/// Remembers a set for dossiers of this kind; without one the usual set holds again. What then
/// holds.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_print_set(set: Option<PrintSet>, session: State<'_, Session>) -> Answer<PrintSetView> {
    let view = session.with(|desk, opened, _| {
        if let Some(set) = &set {
            desk.check_print_set(opened, set)?;
        }
        desk.print_set(opened, set.as_ref())
    })?;
    let opened = session.with(|_, opened, _| Ok(opened.clone()))?;
    if session.open().cabinet.is_some() {
        let own = set.as_ref().filter(|_| !view.is_usual);
        session.in_cabinet(|cabinet, stamp| cabinet.keep_print_set(&opened, own, stamp))?;
    }
    Ok(view)
}

/// Writes what is to be printed as one PDF, the set where one is given, else the chosen documents,
/// and opens it in the system's viewer, which prints it.
#[tauri::command(async)]
#[specta::specta]
pub fn print_documents(
    input: ExportInput,
    set: Option<PrintSet>,
    session: State<'_, Session>,
) -> Answer<PrintedView> {
    session.settle()?;
    let choice = choice(&session, input)?;
    let folder = session.system.temporary();
    let watched = session.long_work.begin();
    // What was printed last has served its purpose.
    let place = (folder.as_path(), Existing::Replace);
    let what = (&choice, set.as_ref());
    let view = session.with_copy(|desk, opened, day| {
        desk.print_file(opened, day, place, what, &|progress| watched.tell(progress))
    })?;
    drop(watched);
    show(&session, &folder.join(&view.file))?;
    Ok(view)
}

/// How large an e-mail may be, in megabytes.
#[tauri::command(async)]
#[specta::specta]
pub fn mail_megabytes(session: State<'_, Session>) -> Answer<Option<u32>> {
    if session.open().cabinet.is_none() {
        return Ok(None);
    }
    session.in_cabinet(|cabinet, _| cabinet.mail_megabytes().map(Some))
}

/// Drafts e-mails with the whole dossier, or the package where that is asked for, beside the
/// exported documents, and opens the first in the system's mail program; or lays the files out, shows
/// them, and opens the mail program with a link. Nothing is sent.
#[tauri::command(async)]
#[specta::specta]
pub fn mail_draft(
    input: ExportInput,
    megabytes: Option<u32>,
    way: MailWay,
    session: State<'_, Session>,
) -> Answer<MailView> {
    session.settle()?;
    let is_kept = session.open().cabinet.is_some();
    if let Some(megabytes) = megabytes.filter(|_| is_kept) {
        session.in_cabinet(|cabinet, stamp| cabinet.keep_mail_megabytes(megabytes, stamp))?;
    }
    let choice = MailChoice {
        to: String::new(),
        export: choice(&session, input)?,
        megabytes,
        delivery: match way {
            MailWay::Draft => Delivery::Draft,
            MailWay::Link => Delivery::Link,
        },
    };
    let own = own_folder(&session)?;
    let folder = match way {
        MailWay::Draft => own,
        MailWay::Link => own.join(BY_HAND),
    };
    let watched = session.long_work.begin();
    let view = session.with_copy(|desk, opened, day| {
        desk.mail_draft(
            opened,
            day,
            &folder,
            Existing::Replace,
            &choice,
            &|progress| watched.tell(progress),
        )
    })?;
    drop(watched);
    note_folder(&session, &folder);
    if way == MailWay::Link {
        show(&session, &folder)?;
    }
    if let Some(first) = view.letters.first() {
        match way {
            MailWay::Draft => show(&session, &folder.join(&first.file))?,
            MailWay::Link => open_link(&session, &first.link)?,
        }
    }
    Ok(view)
}

/// Opens another of the drafts that were written last in the system's mail program.
#[tauri::command(async)]
#[specta::specta]
pub fn open_draft(file: String, session: State<'_, Session>) -> Answer<()> {
    let name = Path::new(&file);
    // Only what stands in the folder itself, and only a draft.
    let is_draft = name.components().count() == 1 && name.extension().is_some_and(|e| e == "eml");
    match last(&session) {
        Some(folder) if is_draft => show(&session, &folder.join(name)),
        _ => Ok(()),
    }
}

/// Opens a link for an e-mail in the system's mail program; no other link is opened.
#[tauri::command(async)]
#[specta::specta]
pub fn open_mail_link(link: String, session: State<'_, Session>) -> Answer<()> {
    open_link(&session, &link)
}

fn open_link(session: &Session, link: &str) -> Answer<()> {
    session
        .system
        .open_mail(link)
        .map_err(|detail| words::no_mail_program(&detail))
}

/// What is remembered of the set of dossiers like the open one.
fn kept_set(session: &Session) -> Answer<Option<PrintSet>> {
    let open = session.open();
    let (Some(cabinet), Some(dossier)) = (&open.cabinet, &open.dossier) else {
        return Ok(None);
    };
    cabinet.kept_print_set(&dossier.opened).map_err(wire)
}
