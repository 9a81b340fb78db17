//! People and collectives: one record each across all years, whatever the spelling, and the
//! awards they have had. The links from nominees are derived and follow every edit.

use crate::cabinet::{Cabinet, card};
use crate::edit::Step;
use crate::error::StoreError;
use crate::fold::{fold, name_key, person_order, text_order};
use crate::journal::{Act, Change, Heading, Stamp};
use crate::parts;
use crate::row::{self, Key, Kind, Row};
use hoso_domain::{EarlierAward, Name, NomineeKind, Person, Source, Text};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// A person or collective in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectSummary {
    /// Its number, kept for life.
    pub number: i64,
    /// Which of the two kinds.
    pub kind: NomineeKind,
    /// The name as first typed.
    pub name: String,
    /// Date of birth, where one was typed.
    pub birth_date: Option<String>,
    /// How often proposed.
    pub nominations: u32,
}

/// An award that someone has had.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// The award, as a nominee lists it.
    pub award: EarlierAward,
    /// Id of the dossier that says so.
    pub dossier: String,
    /// Whether it is the outcome of that dossier; otherwise a nominee of it lists it.
    pub is_outcome: bool,
}

/// What tells people and collectives apart.
struct Likeness {
    kind: &'static str,
    key: String,
    birth_date: Option<String>,
    /// Where a person works, or whom a collective belongs to.
    place: String,
    name: String,
}

impl Likeness {
    fn of(name: &Name, person: &Person) -> Option<Self> {
        let name = name.filled()?;
        let (kind, birth_date, place) = match person {
            Person::Individual(person) => (
                "individual",
                person.birth_date.map(|date| date.to_string()),
                name_key(person.workplace.as_str()),
            ),
            Person::Collective(body) => ("collective", None, name_key(body.parent.as_str())),
        };
        Some(Self {
            kind,
            key: name_key(name),
            birth_date,
            place,
            name: name.to_owned(),
        })
    }

    fn order(&self) -> Vec<u8> {
        if self.kind == "individual" {
            person_order(&self.name)
        } else {
            text_order(&self.name)
        }
    }
}

struct Candidate {
    number: i64,
    birth_date: Option<String>,
    place: String,
}

impl Cabinet {
    /// People and collectives in Vietnamese order, people by given name.
    pub fn subjects(&self, kind: NomineeKind) -> Result<Vec<SubjectSummary>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT number, name, birth_date, \
                 (SELECT count(*) FROM nominee WHERE nominee.subject = subject.number) \
                 FROM subject WHERE kind = ?1 ORDER BY sort_key, number",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([code(kind)], |row| {
                        Ok(SubjectSummary {
                            number: row.get(0)?,
                            kind,
                            name: row.get(1)?,
                            birth_date: row.get(2)?,
                            nominations: row.get(3)?,
                        })
                    })?
                    .collect()
            })
            .map_err(StoreError::of("list people"))
    }

    /// Who a nominee is; `None` while no name is typed.
    pub fn subject_of(&self, dossier: &str, nominee: &str) -> Result<Option<i64>, StoreError> {
        let number = card(&self.connection, dossier)?.number;
        self.connection
            .query_row(
                "SELECT subject FROM nominee WHERE dossier = ?1 AND nominee = ?2",
                params![number, nominee],
                |row| row.get(0),
            )
            .optional()
            .map(Option::flatten)
            .map_err(StoreError::of("find a person"))
    }

    /// Every award that someone has had, from the lists of all years and from outcomes noted
    /// here, each once, the oldest first.
    pub fn awards(&self, subject: i64) -> Result<Vec<Award>, StoreError> {
        let nominations = self
            .connection
            .prepare_cached(
                "SELECT nominee.dossier, nominee.nominee, dossier.id FROM nominee \
                 JOIN dossier ON dossier.number = nominee.dossier \
                 WHERE nominee.subject = ?1 ORDER BY nominee.dossier",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([subject], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<Result<Vec<(i64, String, String)>, _>>()
            })
            .map_err(StoreError::of("read awards"))?;
        let mut awards = Vec::new();
        for (number, nominee, dossier) in nominations {
            let key = Key::of_nominee(Kind::Outcome, &nominee);
            if let Some(row) = key.get(&self.connection, number)?
                && let Some(award) = outcome_as_award(&self.connection, number, &nominee, &row)?
            {
                awards.push(Award {
                    award,
                    dossier: dossier.clone(),
                    is_outcome: true,
                });
            }
            for row in row::read(
                &self.connection,
                number,
                &[Kind::EarlierAward],
                Some(&nominee),
            )? {
                awards.push(Award {
                    award: parts::model("an award", parts::parse(&row)?.into())?,
                    dossier: dossier.clone(),
                    is_outcome: false,
                });
            }
        }
        // Outcomes stand before lists, so that the surer of two tellings of one award stays.
        awards.sort_by_key(|award| !award.is_outcome);
        let mut seen = HashSet::new();
        awards.retain(|award| {
            let told = &award.award;
            seen.insert((
                told.year,
                fold(told.award.as_str()),
                fold(told.decision.symbol.as_str()),
            ))
        });
        awards.sort_by_key(|award| award.award.year);
        Ok(awards)
    }

    /// Declares two records to be one: `gone` becomes a part of `kept`, now and whenever its name
    /// is typed again.
    pub fn join_subjects(&mut self, kept: i64, gone: i64, stamp: &Stamp) -> Result<(), StoreError> {
        let (kind, kept_key) = subject_key(&self.connection, kept)?;
        let (gone_kind, gone_key) = subject_key(&self.connection, gone)?;
        if kind != gone_kind || kept == gone {
            return Err(StoreError::NoSubject { number: gone });
        }
        let heading = Heading {
            stamp,
            act: Act::Keep,
            dossier: 0,
            label: Kind::SameSubject.code(),
        };
        let failed = StoreError::of("join two records");
        self.write(&heading, Step::None, |connection| {
            connection
                .execute(
                    "UPDATE nominee SET subject = ?1 WHERE subject = ?2",
                    [kept, gone],
                )
                .and_then(|_| connection.execute("DELETE FROM subject WHERE number = ?1", [gone]))
                .map_err(&failed)?;
            let key = Key::of_id(Kind::SameSubject, &format!("{kind}/{gone_key}"));
            let present: Vec<Row> = key.get(connection, 0)?.into_iter().collect();
            // Also where both keys are equal: the entry tells that two namesakes are one.
            let body = serde_json::json!({ "key": kept_key, "subject": kept }).to_string();
            Ok(Change::between(&present, vec![Row::new(0, key, 0, body)]))
        })
        .map(|_| ())
    }
}

/// Links the nominees that a write touched to their records, and removes records that nobody is
/// linked to any more, such as those of half-typed names.
pub(crate) fn refresh(
    connection: &Connection,
    dossier: i64,
    changes: &[Change],
) -> Result<(), StoreError> {
    let failed = StoreError::of("link a person");
    let mut left = HashSet::new();
    let of_nominees = changes.iter().filter(|change| {
        let key = change.key();
        key.is_some_and(|key| key.kind == Kind::Nominee)
    });
    for change in of_nominees {
        if let Some(before) = &change.before
            && let Some(subject) = likeness(before)?
        {
            left.extend(
                candidates(connection, &subject)
                    .map_err(&failed)?
                    .iter()
                    .map(|one| one.number),
            );
        }
        let Some(after) = &change.after else { continue };
        let subject = match likeness(after)? {
            None => None,
            Some(likeness) => {
                Some(resolve(connection, dossier, &after.key.nominee, &likeness).map_err(&failed)?)
            }
        };
        connection
            .prepare_cached("UPDATE nominee SET subject = ?3 WHERE dossier = ?1 AND nominee = ?2")
            .and_then(|mut statement| {
                statement.execute(params![dossier, after.key.nominee, subject])
            })
            .map_err(&failed)?;
    }
    for number in left {
        connection
            .prepare_cached(
                "DELETE FROM subject WHERE number = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM nominee WHERE subject = ?1)",
            )
            .and_then(|mut statement| statement.execute([number]))
            .map_err(&failed)?;
    }
    Ok(())
}

fn likeness(row: &Row) -> Result<Option<Likeness>, StoreError> {
    /// The part of a nominee that says who it is.
    #[derive(serde::Deserialize)]
    struct Who {
        name: Name,
        person: Person,
    }
    let who: Who = parts::model("a nominee", parts::parse(row)?.into())?;
    Ok(Likeness::of(&who.name, &who.person))
}

fn candidates(connection: &Connection, likeness: &Likeness) -> rusqlite::Result<Vec<Candidate>> {
    let declared: Option<String> = connection
        .prepare_cached("SELECT json_extract(body, '$.key') FROM same_subject WHERE id = ?1")?
        .query_row([format!("{}/{}", likeness.kind, likeness.key)], |row| {
            row.get(0)
        })
        .optional()?;
    let key = declared.as_ref().unwrap_or(&likeness.key);
    connection
        .prepare_cached(
            "SELECT number, birth_date, place FROM subject WHERE kind = ?1 AND key = ?2 \
             ORDER BY number",
        )?
        .query_map([likeness.kind, key], |row| {
            Ok(Candidate {
                number: row.get(0)?,
                birth_date: row.get(1)?,
                place: row.get(2)?,
            })
        })?
        .collect()
}

/// Finds or makes the record of a nominee. Namesakes are kept apart by what is known of both:
/// people by their dates of birth, collectives by whom they belong to, and two nominees of one
/// dossier by their workplaces.
fn resolve(
    connection: &Connection,
    dossier: i64,
    nominee: &str,
    likeness: &Likeness,
) -> rusqlite::Result<i64> {
    let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
    let mut fitting = Vec::new();
    for candidate in candidates(connection, likeness)? {
        let born_apart = differ(
            candidate.birth_date.as_deref().unwrap_or_default(),
            likeness.birth_date.as_deref().unwrap_or_default(),
        );
        let placed_apart = differ(&candidate.place, &likeness.place);
        let is_other = if likeness.kind == "individual" {
            let born_alike =
                candidate.birth_date.is_some() && candidate.birth_date == likeness.birth_date;
            born_apart
                || (placed_apart
                    && !born_alike
                    && is_taken(connection, candidate.number, dossier, nominee)?)
        } else {
            placed_apart
        };
        if !is_other {
            fitting.push(candidate);
        }
    }
    let best = fitting.into_iter().min_by_key(|candidate| {
        let born_alike =
            candidate.birth_date.is_some() && candidate.birth_date == likeness.birth_date;
        (
            !born_alike,
            candidate.place != likeness.place,
            candidate.number,
        )
    });
    if let Some(found) = best {
        connection
            .prepare_cached(
                "UPDATE subject SET birth_date = ifnull(birth_date, ?2), \
                 place = iif(place = '', ?3, place) WHERE number = ?1 \
                 AND ((birth_date IS NULL AND ?2 IS NOT NULL) OR (place = '' AND ?3 <> ''))",
            )?
            .execute(params![found.number, likeness.birth_date, likeness.place])?;
        Ok(found.number)
    } else {
        connection
            .prepare_cached(
                "INSERT INTO subject (kind, key, birth_date, place, name, sort_key) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                likeness.kind,
                likeness.key,
                likeness.birth_date,
                likeness.place,
                likeness.name,
                likeness.order()
            ])?;
        Ok(connection.last_insert_rowid())
    }
}

fn is_taken(
    connection: &Connection,
    subject: i64,
    dossier: i64,
    nominee: &str,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM nominee \
             WHERE subject = ?1 AND dossier = ?2 AND nominee <> ?3)",
        )?
        .query_row(params![subject, dossier, nominee], |row| row.get(0))
}

fn subject_key(connection: &Connection, number: i64) -> Result<(String, String), StoreError> {
    connection
        .query_row(
            "SELECT kind, key FROM subject WHERE number = ?1",
            [number],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .map_err(StoreError::of("find a person"))?
        .ok_or(StoreError::NoSubject { number })
}

fn outcome_as_award(
    connection: &Connection,
    number: i64,
    nominee: &str,
    row: &Row,
) -> Result<Option<EarlierAward>, StoreError> {
    use crate::progress::{Outcome, OutcomeResult};
    use chrono::Datelike;
    let outcome: Outcome = parts::model("an outcome", parts::parse(row)?.into())?;
    if outcome.result != OutcomeResult::Awarded {
        return Ok(None);
    }
    let (year, summary): (Option<i32>, String) = connection
        .query_row(
            "SELECT head.year, json_extract(nominee.body, '$.summary') FROM nominee \
             JOIN head USING (dossier) WHERE dossier = ?1 AND nominee = ?2",
            params![number, nominee],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .map_err(StoreError::of("read an outcome"))?;
    let decided = outcome.decision.as_ref().and_then(|decision| decision.date);
    Ok(Some(EarlierAward {
        year: year.or(decided.map(|date| date.year())).unwrap_or_default(),
        award: outcome.award,
        achievement: Text::from(summary),
        decision: outcome.decision.unwrap_or(Source {
            title: Text::default(),
            symbol: Text::default(),
            date: None,
            issuer: Name::default(),
        }),
        same_achievement: false,
        // An outcome tells neither.
        kind: None,
        initiative: Text::default(),
        relied_on: false,
    }))
}

fn code(kind: NomineeKind) -> &'static str {
    match kind {
        NomineeKind::Collective => "collective",
        NomineeKind::Individual => "individual",
    }
}
