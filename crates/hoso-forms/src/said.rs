//! What a document is meant to say: whom it lists, and which of its words the unit's own templates
//! say themselves.

use crate::template::{Node, What};
use crate::{Form, Kind, Paper, Source, form_of};
use hoso_domain::plan::AwardLevel;

/// Words of a template that are none of its fields, with the line they stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    /// Title of the template.
    pub template: String,
    /// The line in its file, from 1.
    pub line: usize,
    /// The words.
    pub text: String,
}

/// The words that the unit's own templates put into a document; none where it is made from those
/// that come with the program.
pub fn own_words(source: &Source<'_>, kind: Kind) -> Vec<OwnWords> {
    let kinds: &[Kind] = match kind {
        Kind::Submission => &[Kind::Submission, Kind::CollectiveList, Kind::IndividualList],
        Kind::Decision => &[Kind::Decision, Kind::CollectiveList, Kind::IndividualList],
        _ => &[kind],
    };
    let forms = kinds.iter().filter_map(|kind| form_of(source, *kind));
    let mut words = Vec::new();
    for form in forms.filter(|form| form.is_own) {
        collect(form, &form.nodes, &mut words);
    }
    words
}

fn collect(form: &Form, nodes: &[Node], words: &mut Vec<OwnWords>) {
    for node in nodes {
        match node {
            Node::Line(line) => {
                let pieces = line.pieces.iter().filter_map(|piece| match &piece.what {
                    What::Literal(text) => Some(text.clone()),
                    What::Field { .. } => None,
                });
                words.extend(pieces.chain(line.note.clone()).map(|text| OwnWords {
                    template: form.title.clone(),
                    line: line.line,
                    text,
                }));
            }
            Node::Slot(_) => {}
            Node::Each { body, .. } => collect(form, body, words),
            Node::If { filled, blank, .. } => {
                collect(form, filled, words);
                collect(form, blank, words);
            }
        }
    }
}

/// The nominees whom a document has to name, by their places in the dossier; none for one that does
/// not list them.
pub fn listed(source: &Source<'_>, paper: &Paper<'_>) -> Vec<usize> {
    let level = |place: &usize| {
        let nominee = &source.dossier.nominees[*place];
        let form = source.plan.award_form(&nominee.award_form);
        form.map_or(AwardLevel::Province, |form| form.level)
    };
    let all = || 0..source.dossier.nominees.len();
    match paper.kind {
        Kind::Submission => all()
            .filter(|place| paper.level.is_none_or(|wanted| level(place) == wanted))
            .collect(),
        // Whom the unit rewards itself, and where there is nobody, everyone.
        Kind::Decision | Kind::Certificate => {
            let own: Vec<usize> = all()
                .filter(|place| level(place) == AwardLevel::Unit)
                .collect();
            if own.is_empty() { all().collect() } else { own }
        }
        Kind::Minutes | Kind::Tally if source.dossier.meeting.is_none() => Vec::new(),
        Kind::Minutes | Kind::Tally | Kind::Ballot | Kind::WrittenOpinion => all().collect(),
        _ => match paper.nominee {
            Some(nominee) => all()
                .filter(|place| std::ptr::eq(&raw const source.dossier.nominees[*place], nominee))
                .collect(),
            None => Vec::new(),
        },
    }
}
