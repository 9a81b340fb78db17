//! The data that the program brings along. A fault in it is a fault of the build, and tests find it.

use crate::council::VotePresets;
use crate::error::DeskError;
use crate::import::Tables;
use crate::print_set::UsualSet;
use crate::unit_kinds::Kinds;
use hoso_domain::{Acts, Dossier, Holidays, Plan, Rehearsal, Steps};
use hoso_exchange::{
    dossier_from_json, holidays_from_toml, law_from_toml, plan_from_toml, rehearsal_from_toml,
    steps_from_toml,
};
use hoso_forms::{Form, Format, Forms, Headings, ReportGuide};
use hoso_rules::proof::ProofWords;
use hoso_rules::quality::Quality;
use hoso_rules::{FigureUnits, RuleBook, Rules, WorkDays};
use serde::de::DeserializeOwned;

const PLANS: [(&str, &str); 2] = [
    (
        "nam-dinh-cchc-2021-2025.toml",
        include_str!("../../../assets/plans/nam-dinh-cchc-2021-2025.toml"),
    ),
    (
        "mau-vi-du-ninh-binh-2026-2030.toml",
        include_str!("../../../assets/plans/mau-vi-du-ninh-binh-2026-2030.toml"),
    ),
];
/// Whose work is in the program.
pub const LICENCES: &str = include_str!("../../../assets/licences/third-party.txt");
const RULES: &str = include_str!("../../../assets/rules/dossier.toml");
const PROOF: &str = include_str!("../../../assets/rules/proof.toml");
const QUALITY: &str = include_str!("../../../assets/rules/quality.toml");
const REHEARSAL: &str = include_str!("../../../assets/rules/rehearsal.toml");
const ACTS: &str = include_str!("../../../assets/law/acts.toml");
const PROVISIONS: &str = include_str!("../../../assets/law/provisions.toml");
const VOTES: &str = include_str!("../../../assets/law/votes.toml");
const HOLIDAYS: &str = include_str!("../../../assets/calendar/holidays.toml");
const STEPS: &str = include_str!("../../../assets/calendar/steps.toml");
const FORMAT: &str = include_str!("../../../assets/law/format-nd30.toml");
/// The templates, by the names of their files.
pub(crate) const FORMS: [(&str, &str); 17] = [
    (
        "to-trinh.form",
        include_str!("../../../assets/forms/to-trinh.form"),
    ),
    (
        "danh-sach-tap-the.form",
        include_str!("../../../assets/forms/danh-sach-tap-the.form"),
    ),
    (
        "danh-sach-ca-nhan.form",
        include_str!("../../../assets/forms/danh-sach-ca-nhan.form"),
    ),
    (
        "bao-cao-tap-the.form",
        include_str!("../../../assets/forms/bao-cao-tap-the.form"),
    ),
    (
        "bao-cao-ca-nhan.form",
        include_str!("../../../assets/forms/bao-cao-ca-nhan.form"),
    ),
    (
        "giay-moi.form",
        include_str!("../../../assets/forms/giay-moi.form"),
    ),
    (
        "phieu-bau.form",
        include_str!("../../../assets/forms/phieu-bau.form"),
    ),
    (
        "phieu-lay-y-kien.form",
        include_str!("../../../assets/forms/phieu-lay-y-kien.form"),
    ),
    (
        "bien-ban-kiem-phieu.form",
        include_str!("../../../assets/forms/bien-ban-kiem-phieu.form"),
    ),
    (
        "bien-ban-hop.form",
        include_str!("../../../assets/forms/bien-ban-hop.form"),
    ),
    (
        "quyet-dinh.form",
        include_str!("../../../assets/forms/quyet-dinh.form"),
    ),
    (
        "giay-khen.form",
        include_str!("../../../assets/forms/giay-khen.form"),
    ),
    (
        "muc-luc.form",
        include_str!("../../../assets/forms/muc-luc.form"),
    ),
    (
        "bien-ban-giao-nhan.form",
        include_str!("../../../assets/forms/bien-ban-giao-nhan.form"),
    ),
    (
        "phieu-tu-kiem-tra.form",
        include_str!("../../../assets/forms/phieu-tu-kiem-tra.form"),
    ),
    (
        "giay-bien-nhan.form",
        include_str!("../../../assets/forms/giay-bien-nhan.form"),
    ),
    (
        "thu-dien-tu.form",
        include_str!("../../../assets/forms/thu-dien-tu.form"),
    ),
];
const UNIT_KINDS: &str = include_str!("../../../assets/units/kinds.toml");
const HEADINGS: &str = include_str!("../../../assets/forms/headings.toml");
const REPORT_GUIDE: &str = include_str!("../../../assets/forms/report-guide.toml");
const PRINT_SET: &str = include_str!("../../../assets/forms/print-set.toml");
const FIGURES: &str = include_str!("../../../assets/forms/figures.toml");
const TABLES: &str = include_str!("../../../assets/import/columns.toml");
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");

pub(crate) fn plans() -> Result<Vec<Plan>, DeskError> {
    let read = |(name, text): (&'static str, &str)| {
        plan_from_toml(text).map_err(|refusal| DeskError::asset(name, &refusal))
    };
    PLANS.into_iter().map(read).collect()
}

/// Data files that the program brings along, with the comments that explain them: what a unit starts
/// from to write its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarterData {
    /// Public holidays and the first days of the lunar years.
    Holidays,
    /// The steps of the reverse schedule.
    Steps,
    /// The checklist of the receiver's rehearsal.
    Rehearsal,
}

impl StarterData {
    /// The file's text.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Holidays => HOLIDAYS,
            Self::Steps => STEPS,
            Self::Rehearsal => REHEARSAL,
        }
    }
}

pub(crate) fn plan_texts() -> impl Iterator<Item = &'static str> {
    PLANS.into_iter().map(|(_, text)| text)
}

pub(crate) fn rules() -> Result<Rules, DeskError> {
    let law = law_from_toml(PROVISIONS, &acts()?)
        .map_err(|refusal| DeskError::asset("law/provisions.toml", &refusal))?;
    Ok(Rules {
        book: rule_book()?,
        law,
        work: WorkDays::new(&holidays()?),
    })
}

pub(crate) fn quality() -> Result<Quality, DeskError> {
    table("rules/quality.toml", QUALITY)
}

pub(crate) fn rehearsal() -> Result<Rehearsal, DeskError> {
    rehearsal_from_toml(REHEARSAL)
        .map_err(|refusal| DeskError::asset("rules/rehearsal.toml", &refusal))
}

pub(crate) fn proof() -> Result<ProofWords, DeskError> {
    table("rules/proof.toml", PROOF)
}

pub(crate) fn votes() -> Result<VotePresets, DeskError> {
    table("law/votes.toml", VOTES)
}

pub(crate) fn holidays() -> Result<Holidays, DeskError> {
    holidays_from_toml(HOLIDAYS)
        .map_err(|refusal| DeskError::asset("calendar/holidays.toml", &refusal))
}

pub(crate) fn steps() -> Result<Steps, DeskError> {
    steps_from_toml(STEPS).map_err(|refusal| DeskError::asset("calendar/steps.toml", &refusal))
}

fn rule_book() -> Result<RuleBook, DeskError> {
    let book: RuleBook = table("rules/dossier.toml", RULES)?;
    match book.lacking().first() {
        None => Ok(book),
        Some(check) => Err(DeskError::asset("rules/dossier.toml", &check.code())),
    }
}

pub(crate) fn acts() -> Result<Acts, DeskError> {
    table("law/acts.toml", ACTS)
}

pub(crate) fn format() -> Result<Format, DeskError> {
    table("law/format-nd30.toml", FORMAT)
}

pub(crate) fn forms() -> Result<Forms, DeskError> {
    let mut forms = Forms::default();
    for (name, text) in FORMS {
        forms.add(Form::read(text).map_err(|fault| DeskError::asset(name, &fault))?);
    }
    Ok(forms)
}

pub(crate) fn headings() -> Result<Headings, DeskError> {
    table("forms/headings.toml", HEADINGS)
}

pub(crate) fn unit_kinds() -> Result<Kinds, DeskError> {
    table("units/kinds.toml", UNIT_KINDS)
}

pub(crate) fn report_guide() -> Result<ReportGuide, DeskError> {
    table("forms/report-guide.toml", REPORT_GUIDE)
}

pub(crate) fn print_set() -> Result<UsualSet, DeskError> {
    table("forms/print-set.toml", PRINT_SET)
}

pub(crate) fn figure_units() -> Result<FigureUnits, DeskError> {
    table("forms/figures.toml", FIGURES)
}

pub(crate) fn import_tables() -> Result<Tables, DeskError> {
    table("import/columns.toml", TABLES)
}

pub(crate) fn sample() -> Result<Dossier, DeskError> {
    dossier_from_json(SAMPLE)
        .map_err(|refusal| DeskError::asset("samples/ho-so-mau.json", &refusal))
}

fn table<T: DeserializeOwned>(name: &'static str, text: &str) -> Result<T, DeskError> {
    toml::from_str(text).map_err(|error| DeskError::asset(name, &error))
}
