//! The data that the program brings along. A fault in it is a fault of the build, and tests find it.

use crate::error::DeskError;
use hoso_domain::{Acts, Dossier, Plan};
use hoso_exchange::{dossier_from_json, plan_from_toml};
use hoso_forms::Format;
use hoso_rules::RuleBook;
use serde::de::DeserializeOwned;

const PLANS: [(&str, &str); 1] = [(
    "nam-dinh-cchc-2021-2025.toml",
    include_str!("../../../assets/plans/nam-dinh-cchc-2021-2025.toml"),
)];
const RULES: &str = include_str!("../../../assets/rules/dossier.toml");
const ACTS: &str = include_str!("../../../assets/law/acts.toml");
const FORMAT: &str = include_str!("../../../assets/law/format-nd30.toml");
const SAMPLE: &str = include_str!("../../../assets/samples/ho-so-mau.json");

pub(crate) fn plans() -> Result<Vec<Plan>, DeskError> {
    let read = |(name, text): (&'static str, &str)| {
        plan_from_toml(text).map_err(|refusal| DeskError::asset(name, &refusal))
    };
    PLANS.into_iter().map(read).collect()
}

pub(crate) fn rule_book() -> Result<RuleBook, DeskError> {
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

pub(crate) fn sample() -> Result<Dossier, DeskError> {
    dossier_from_json(SAMPLE)
        .map_err(|refusal| DeskError::asset("samples/ho-so-mau.json", &refusal))
}

fn table<T: DeserializeOwned>(name: &'static str, text: &str) -> Result<T, DeskError> {
    toml::from_str(text).map_err(|error| DeskError::asset(name, &error))
}
