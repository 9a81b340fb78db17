//! Prove that all documents of a dossier agree: every page is made, read back, and compared with what
//! the dossier states.

use crate::documents::{Named, further, named};
use crate::whole::{evidence_entry, paper_entry};
use crate::words::{fields, proof as words};
use crate::work::{Watched, on_all_cores};
use crate::{Day, Desk, DeskError, Opened, Options, Watch};
use hoso_forms::{OwnWords, PaperEntry, compose, listed, own_words};
use hoso_paper::{Passage as OnPages, Stop, Typesetter};
use hoso_rules::proof::{
    Change, Hit, Mismatch, MismatchKind, Mismatches, OnPaper, Passage, Place, Proof, Role, Side,
    Value,
};
use hoso_store::fold::fold;
use serde::Serialize;
use specta::Type;
use std::collections::{BTreeSet, HashMap};

/// Words shorter than this are looked for in a template together with a neighbour.
const SHORT: usize = 5;

/// What the proof found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProofView {
    /// How many documents were read.
    pub documents: u32,
    /// How many pages.
    pub pages: u32,
    /// What is said in two ways.
    pub mismatches: Vec<MismatchView>,
}

/// Something that is said in two ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MismatchView {
    /// Stable code of what differs.
    pub kind: MismatchCode,
    /// What differs, in words.
    pub title: String,
    /// One sentence on it.
    pub message: String,
    /// What is said; empty where something is missing.
    pub found: String,
    /// What it should be; empty where that is for a person to decide.
    pub expected: String,
    /// Where it is said.
    pub places: Vec<SaidView>,
    /// How many more places there are.
    pub more_places: u32,
    /// What states it otherwise.
    pub stated: Vec<SaidView>,
    /// Ways to make both equal.
    pub changes: Vec<ChangeView>,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MismatchCode {
    /// A person's name.
    Name,
    /// The name of a body.
    Body,
    /// A nominee is not in a document that lists all.
    Missing,
    /// Somebody is in such a document who is no nominee.
    Extra,
    /// How many there are.
    Count,
    /// A number in digits and in words.
    InWords,
    /// Votes and their share.
    Votes,
    /// A form of award.
    Award,
    /// A person's post.
    Post,
    /// Where a person works.
    Workplace,
    /// A date.
    Date,
    /// The order of two dates.
    DateOrder,
    /// Number and symbol of a document.
    Symbol,
    /// A figure of the achievement.
    Figure,
}

/// Where something stands, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SaidView {
    /// The place in words.
    pub label: String,
    /// Path of the field; absent on paper.
    pub field: Option<String>,
    /// Code of the document; absent in a field.
    pub document: Option<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Title of the unit's own template that says it.
    pub template: Option<String>,
    /// Its line, from 1.
    pub line: Option<u32>,
    /// The words before.
    pub before: String,
    /// The words themselves.
    pub words: String,
    /// The words behind.
    pub after: String,
}

/// Changes that make both sides equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangeView {
    /// Which side is changed.
    pub side: SideCode,
    /// The fields with their new values.
    pub edits: Vec<FieldEditView>,
}

/// Which side is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SideCode {
    /// The text is made like what states it.
    Found,
    /// What states it is made like the text.
    Stated,
}

/// A new value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldEditView {
    /// Path of the field.
    pub path: String,
    /// Its new value, JSON as the dossier file has it.
    pub value: String,
}

/// What one document says.
struct Read {
    pages: usize,
    hits: Vec<(Hit, String, OnPaper)>,
    missing: Vec<usize>,
}

/// What documents are read with.
struct Reader<'a> {
    desk: &'a Desk,
    opened: &'a Opened,
    day: Day,
    options: &'a Options,
    proof: &'a Proof<'a>,
    places: HashMap<&'a str, usize>,
}

impl Desk {
    /// Makes every document, reads it back and compares it with the dossier, telling how far it is.
    pub fn prove(
        &self,
        opened: &Opened,
        day: Day,
        watch: Watch<'_>,
    ) -> Result<ProofView, DeskError> {
        let dossier = &opened.dossier;
        if dossier.nominees.is_empty() {
            return Err(DeskError::NoNominees);
        }
        let own = named(opened);
        let handed_in: BTreeSet<String> = own.iter().map(|named| named.id.clone()).collect();
        let all: Vec<Named<'_>> = own.into_iter().chain(further()).collect();
        // Long ones first, so that no core is left with one of them at the end.
        let (mut first, mut last): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|named| named.paper.nominee.is_none());
        let indexes: Vec<Named<'_>> = first
            .extract_if(.., |named| named.paper.kind.lists_papers())
            .collect();
        first.append(&mut last);
        let on = dossier
            .letter
            .date
            .unwrap_or_else(|| Self::judging_day(opened, day));
        let options = Options::default();
        let proof = Proof::new(&opened.plan, dossier, on, &self.proof_words);
        let reader = Reader {
            desk: self,
            opened,
            day,
            options: &options,
            proof: &proof,
            places: places(opened),
        };
        let watched = Watched::new(watch, first.len() + indexes.len());
        watched.tell()?;
        let stop = watched.stop();
        let mut found = proof.of_dossier();
        let mut view = ProofView {
            documents: 0,
            pages: 0,
            mismatches: Vec::new(),
        };
        let mut papers: Vec<PaperEntry> = Vec::new();
        for documents in [&first, &indexes] {
            let mut read: Vec<Option<Read>> = documents.iter().map(|_| None).collect();
            let make = |typesetter: &mut Typesetter, at: usize| {
                reader.read(typesetter, &documents[at], &papers, stop)
            };
            on_all_cores(documents.len(), &watched, make, |at, one| {
                read[at] = Some(one);
                watched.finish(&documents[at].file_name);
                Ok(())
            })?;
            for (document, read) in documents.iter().zip(read.into_iter().flatten()) {
                view.documents += 1;
                view.pages += read.pages as u32;
                if handed_in.contains(&document.id) {
                    papers.push(PaperEntry {
                        pages: read.pages,
                        ..paper_entry(opened, &document.paper)
                    });
                }
                reader.note(&mut found, document, read);
            }
            papers.extend(dossier.evidence.iter().map(evidence_entry));
        }
        let titles = self.titles(opened);
        view.mismatches = found
            .finish()
            .into_iter()
            .map(|mismatch| mismatch_view(mismatch, opened, &titles))
            .collect();
        Ok(view)
    }

    /// Titles of documents by their codes.
    fn titles(&self, opened: &Opened) -> HashMap<String, String> {
        self.documents(opened)
            .into_iter()
            .map(|document| {
                let title = if document.subject.is_empty() {
                    document.title
                } else {
                    format!("{} – {}", document.title, document.subject)
                };
                (document.id, title)
            })
            .collect()
    }
}

fn places(opened: &Opened) -> HashMap<&str, usize> {
    let nominees = opened.dossier.nominees.iter().zip(0..);
    nominees
        .map(|(nominee, place)| (nominee.id.as_str(), place))
        .collect()
}

impl Reader<'_> {
    /// Makes a document and reads it back.
    fn read(
        &self,
        typesetter: &mut Typesetter,
        document: &Named<'_>,
        papers: &[PaperEntry],
        stop: &Stop,
    ) -> Result<Read, DeskError> {
        let source = self
            .desk
            .source(self.opened, self.day, self.options, papers);
        let paper = &document.paper;
        let mut composed = compose(&source, paper).document;
        // Copies of one page say what the first of them says.
        for section in &mut composed.sections {
            section.sheet = None;
        }
        let layout = typesetter.lay_out_unless(&composed, stop)?;
        let own = own_words(&source, paper.kind);
        let about = paper
            .nominee
            .and_then(|nominee| self.places.get(nominee.id.as_str()).copied());
        let wanted = listed(&source, paper);
        let mut listed: BTreeSet<usize> = BTreeSet::new();
        let mut hits = Vec::new();
        let passages = layout.passages();
        for passage in &passages {
            let text = passage.text.as_str();
            let role = Role::Paper;
            let mut found = self.proof.read(&Passage { text, role, about });
            if !wanted.is_empty() {
                listed.extend(self.proof.listed(text));
                if about.is_none() && !own.is_empty() {
                    found.extend(self.proof.unknown_in_list(text));
                }
            }
            hits.extend(found.into_iter().map(|hit| {
                let paper = on_paper(document, passage, &hit, &own);
                (hit, passage.text.clone(), paper)
            }));
        }
        // A report need only name whose it is; the other documents list.
        let is_missing = |place: &usize| {
            !listed.contains(place)
                && self.proof.can_be_listed(*place)
                && (about.is_none() || !self.is_named(&passages, *place))
        };
        let missing = wanted.into_iter().filter(is_missing).collect();
        Ok(Read {
            pages: layout.pages.len(),
            hits,
            missing,
        })
    }

    /// Whether a nominee's name stands anywhere on pages.
    fn is_named(&self, passages: &[OnPages], place: usize) -> bool {
        let name = fold(self.opened.dossier.nominees[place].name.as_str());
        passages
            .iter()
            .any(|passage| fold(&passage.text).contains(&name))
    }

    fn note(&self, found: &mut Mismatches, document: &Named<'_>, read: Read) {
        for (hit, text, paper) in read.hits {
            found.on_page(&hit, &text, paper);
        }
        for place in read.missing {
            let nominee = &self.opened.dossier.nominees[place];
            let paper = OnPaper {
                document: document.id.clone(),
                page: 0,
                template: None,
            };
            found.push(Mismatch {
                kind: MismatchKind::Missing,
                differs: None,
                found: String::new(),
                expected: nominee.name.to_string(),
                places: vec![Place {
                    paper: Some(paper),
                    ..Place::default()
                }],
                more_places: 0,
                stated: vec![Place {
                    field: Some(format!("nominees[{}].name", nominee.id)),
                    words: nominee.name.to_string(),
                    ..Place::default()
                }],
                changes: Vec::new(),
            });
        }
    }
}

/// Where a hit stands, and which line of the unit's own templates says it.
fn on_paper(document: &Named<'_>, passage: &OnPages, hit: &Hit, own: &[OwnWords]) -> OnPaper {
    let template = said_by(own, &passage.text, hit);
    OnPaper {
        document: document.id.clone(),
        page: passage.page_at(hit.at.start),
        template: template.map(|own| (own.template.clone(), own.line)),
    }
}

fn said_by<'a>(own: &'a [OwnWords], text: &str, hit: &Hit) -> Option<&'a OwnWords> {
    if own.is_empty() {
        return None;
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = words(&text[hit.at.clone()]);
    let found = if found.chars().count() < SHORT {
        // A number alone stands in many lines.
        let next = text[hit.at.end..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        words(&format!("{found} {next}"))
    } else {
        found
    };
    let exact = own.iter().find(|own| words(&own.text).contains(&found));
    // Tone marks of templates are put where the person wants them.
    exact.or_else(|| {
        let folded = fold(&found);
        own.iter().find(|own| fold(&own.text).contains(&folded))
    })
}

fn mismatch_view(
    mismatch: Mismatch,
    opened: &Opened,
    titles: &HashMap<String, String>,
) -> MismatchView {
    let place = |place: Place| place_view(place, opened, titles);
    let message = words::message(&mismatch);
    MismatchView {
        kind: mismatch.kind.into(),
        title: words::title(mismatch.kind).to_owned(),
        message,
        found: mismatch.found,
        expected: mismatch.expected,
        more_places: mismatch.more_places as u32,
        places: mismatch.places.into_iter().map(place).collect(),
        stated: mismatch.stated.into_iter().map(place).collect(),
        changes: mismatch.changes.into_iter().map(ChangeView::from).collect(),
    }
}

fn place_view(place: Place, opened: &Opened, titles: &HashMap<String, String>) -> SaidView {
    let paper = place.paper;
    let label = match (&place.field, &paper) {
        (Some(path), _) => fields::name(path, &opened.dossier),
        (None, Some(paper)) => {
            let title = titles.get(&paper.document).unwrap_or(&paper.document);
            let template = paper.template.as_ref();
            let template = template.map(|(title, line)| (title.as_str(), *line));
            words::on_paper(title, paper.page, template)
        }
        (None, None) => words::OF_THE_PLAN.to_owned(),
    };
    let (document, page, template) = match paper {
        None => (None, None, None),
        Some(paper) => (
            Some(paper.document),
            (paper.page > 0).then_some(paper.page as u32),
            paper.template,
        ),
    };
    let (template, line) = template.unzip();
    SaidView {
        label,
        field: place.field,
        document,
        page,
        template,
        line: line.map(|line| line as u32),
        before: place.before,
        words: place.words,
        after: place.after,
    }
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        let edit = |(path, value): (String, Value)| FieldEditView {
            path,
            value: match value {
                Value::Text(text) => serde_json::Value::from(text).to_string(),
                Value::Date(day) => serde_json::Value::from(day.to_string()).to_string(),
                Value::Number(number) => number.to_string(),
            },
        };
        Self {
            side: match change.side {
                Side::Found => SideCode::Found,
                Side::Stated => SideCode::Stated,
            },
            edits: change.edits.into_iter().map(edit).collect(),
        }
    }
}

impl From<MismatchKind> for MismatchCode {
    fn from(kind: MismatchKind) -> Self {
        match kind {
            MismatchKind::Name => Self::Name,
            MismatchKind::Body => Self::Body,
            MismatchKind::Missing => Self::Missing,
            MismatchKind::Extra => Self::Extra,
            MismatchKind::Count => Self::Count,
            MismatchKind::InWords => Self::InWords,
            MismatchKind::Votes => Self::Votes,
            MismatchKind::Award => Self::Award,
            MismatchKind::Post => Self::Post,
            MismatchKind::Workplace => Self::Workplace,
            MismatchKind::Date => Self::Date,
            MismatchKind::DateOrder => Self::DateOrder,
            MismatchKind::Symbol => Self::Symbol,
            MismatchKind::Figure => Self::Figure,
        }
    }
}
