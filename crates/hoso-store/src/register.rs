//! What the cabinet keeps for every dossier: settings, units, signatories and plans. They are rows
//! of the cabinet itself and are journaled like anything else.

use crate::cabinet::Cabinet;
use crate::edit::Step;
use crate::error::StoreError;
use crate::fold::{name_key, text_order};
use crate::journal::{Act, Change, Heading, Stamp};
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use hoso_domain::{Plan, Signatory, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A person who signs for a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSignatory {
    /// Name of the unit.
    pub unit: String,
    /// The person and in what capacity.
    pub signatory: Signatory,
}

impl Cabinet {
    /// A setting.
    pub fn setting(&self, name: &str) -> Result<Option<Value>, StoreError> {
        let row = Key::of_id(Kind::Setting, name).get(&self.connection, 0)?;
        row.map(|row| {
            let mut body = parts::parse(&row)?;
            Ok(body.remove("value").unwrap_or_default())
        })
        .transpose()
    }

    /// Sets a setting.
    pub fn set_setting(
        &mut self,
        name: &str,
        value: &Value,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let body = serde_json::json!({ "value": value });
        self.keep(Kind::Setting, name, &body, stamp)
    }

    /// The settings whose names begin so, in the order of their names.
    pub fn settings_under(&self, start: &str) -> Result<Vec<(String, Value)>, StoreError> {
        row::read(&self.connection, 0, &[Kind::Setting], None)?
            .into_iter()
            .filter(|row| row.key.id.starts_with(start))
            .map(|row| {
                let mut body = parts::parse(&row)?;
                Ok((row.key.id, body.remove("value").unwrap_or_default()))
            })
            .collect()
    }

    /// Sets many settings at once, all or none.
    pub fn set_settings(
        &mut self,
        settings: &[(String, Value)],
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let heading = Heading {
            stamp,
            act: Act::Keep,
            dossier: 0,
            label: Kind::Setting.code(),
        };
        self.write(&heading, Step::None, |connection| {
            let mut present = Vec::new();
            let mut rows = Vec::new();
            for (name, value) in settings {
                let key = Key::of_id(Kind::Setting, name);
                present.extend(key.get(connection, 0)?);
                let body = serde_json::json!({ "value": value });
                rows.push(Row::new(0, key, 0, body.to_string()));
            }
            Ok(Change::between(&present, rows))
        })
        .map(|_| ())
    }

    /// Keeps a unit under its name, over what was kept of it; its facts belong to dossiers.
    pub fn keep_unit(&mut self, unit: &Unit, stamp: &Stamp) -> Result<(), StoreError> {
        let bare = Unit {
            facts: Vec::new(),
            ..unit.clone()
        };
        let body = parts::json("unit", &bare)?;
        self.keep(Kind::KnownUnit, &name_key(unit.name.as_str()), &body, stamp)
    }

    /// The units kept, in dictionary order.
    pub fn units(&self) -> Result<Vec<Unit>, StoreError> {
        let mut units: Vec<Unit> = self.kept(Kind::KnownUnit)?;
        units.sort_by_cached_key(|unit| text_order(unit.name.as_str()));
        Ok(units)
    }

    /// Keeps a signatory of a unit, over what was kept of that person there.
    pub fn keep_signatory(
        &mut self,
        known: &KnownSignatory,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let person = name_key(known.signatory.name.as_str());
        let id = format!("{}/{person}", name_key(&known.unit));
        let body = parts::json("signatory", known)?;
        self.keep(Kind::KnownSignatory, &id, &body, stamp)
    }

    /// The signatories kept, in the order of their ids.
    pub fn signatories(&self) -> Result<Vec<KnownSignatory>, StoreError> {
        self.kept(Kind::KnownSignatory)
    }

    /// Keeps a version of a plan. A version once kept never changes: dossiers were judged on it.
    pub fn keep_plan(&mut self, plan: &Plan, stamp: &Stamp) -> Result<(), StoreError> {
        let body = parts::json("plan", plan)?;
        let id = plan_id(&plan.id, plan.version);
        match Key::of_id(Kind::Plan, &id).get(&self.connection, 0)? {
            Some(row) if Value::Object(parts::parse(&row)?) != body => {
                Err(StoreError::PlanDiffers {
                    id: plan.id.clone(),
                    version: plan.version,
                })
            }
            Some(_) => Ok(()),
            None => self.keep(Kind::Plan, &id, &body, stamp),
        }
    }

    /// The plans kept, every version.
    pub fn plans(&self) -> Result<Vec<Plan>, StoreError> {
        self.kept(Kind::Plan)
    }

    /// One version of a plan.
    pub fn plan(&self, id: &str, version: u32) -> Result<Option<Plan>, StoreError> {
        let row = Key::of_id(Kind::Plan, &plan_id(id, version)).get(&self.connection, 0)?;
        row.map(|row| parts::model("a plan", parts::parse(&row)?.into()))
            .transpose()
    }

    fn kept<T: serde::de::DeserializeOwned>(&self, kind: Kind) -> Result<Vec<T>, StoreError> {
        row::read(&self.connection, 0, &[kind], None)?
            .iter()
            .map(|row| parts::model(kind.code(), parts::parse(row)?.into()))
            .collect()
    }

    pub(crate) fn keep(
        &mut self,
        kind: Kind,
        id: &str,
        body: &Value,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        if id.is_empty() {
            return Err(StoreError::BadId {
                list: kind.code(),
                id: String::new(),
            });
        }
        let label = kind.code();
        let act = if kind == Kind::StoredFile {
            Act::File
        } else {
            Act::Keep
        };
        let heading = Heading {
            stamp,
            act,
            dossier: 0,
            label,
        };
        self.write(&heading, Step::None, |connection| {
            let key = Key::of_id(kind, id);
            let present: Vec<Row> = key.get(connection, 0)?.into_iter().collect();
            let row = Row::new(0, key, 0, body.to_string());
            Ok(Change::between(&present, vec![row]))
        })
        .map(|_| ())
    }
}

fn plan_id(id: &str, version: u32) -> String {
    format!("{id}@{version}")
}
