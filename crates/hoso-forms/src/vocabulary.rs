//! Which names a template of each kind may use.

use crate::Kind;

/// The names that a template may use.
pub struct Vocabulary {
    /// Fields of the whole document, besides those that all share.
    pub fields: &'static [&'static str],
    /// Lists.
    pub lists: &'static [ListWords],
    /// Parts that the program makes.
    pub slots: &'static [&'static str],
}

/// The names inside a repeated part.
pub struct ListWords {
    pub name: &'static str,
    /// The list it stands in, for a list inside another.
    pub within: Option<&'static str>,
    pub fields: &'static [&'static str],
}

/// Fields that every template may use.
pub const COMMON: &[&str] = &[
    "unit",
    "parent",
    "place",
    "movement",
    "period",
    "plan",
    "plan_issuer",
    "authority",
    "council",
    "awards",
    "counts",
    "collectives",
    "individuals",
    "nominees",
    "signatory",
    "head",
    "year",
    "state_award",
];

impl Vocabulary {
    /// The names for a kind of document.
    pub fn of(kind: Kind) -> &'static Self {
        match kind {
            Kind::Submission => &SUBMISSION,
            Kind::CollectiveList | Kind::IndividualList => &LIST,
            Kind::CollectiveReport => &COLLECTIVE_REPORT,
            Kind::IndividualReport => &INDIVIDUAL_REPORT,
            Kind::Minutes => &MINUTES,
            Kind::Tally => &TALLY,
            Kind::Ballot | Kind::WrittenOpinion | Kind::Invitation => &MEETING,
            Kind::Decision => &DECISION,
            Kind::Certificate => &CERTIFICATE,
            Kind::Index | Kind::HandOver => &PAPERS,
            Kind::Rehearsal => &REHEARSAL,
            Kind::Receipt => &RECEIPT,
            Kind::Mail => &MAIL,
        }
    }

    pub fn has_field(&self, name: &str, within: &[&str]) -> bool {
        self.fields_within(within).contains(&name)
    }

    pub fn has_list(&self, name: &str, within: &[&str]) -> bool {
        self.lists.iter().any(|list| {
            list.name == name && list.within.is_none_or(|outer| within.contains(&outer))
        })
    }

    pub fn list_names(&self) -> Vec<&'static str> {
        self.lists.iter().map(|list| list.name).collect()
    }

    pub fn fields_within(&self, within: &[&str]) -> Vec<&'static str> {
        let inner = self
            .lists
            .iter()
            .filter(|list| within.contains(&list.name))
            .flat_map(|list| list.fields);
        COMMON
            .iter()
            .chain(self.fields)
            .chain(inner)
            .copied()
            .collect()
    }
}

const SUBMISSION: Vocabulary = Vocabulary {
    fields: &["meeting_date", "reports", "attached_counts"],
    lists: &[
        ListWords {
            name: "bases",
            within: None,
            fields: &["basis"],
        },
        ListWords {
            name: "groups",
            within: None,
            fields: &["number", "title"],
        },
        ListWords {
            name: "grounds",
            within: Some("groups"),
            fields: &["ground"],
        },
    ],
    slots: &["head", "number", "addressees", "foot"],
};

const LIST: Vocabulary = Vocabulary {
    fields: &["kind", "count", "attached", "annex"],
    lists: &[],
    slots: &["head", "table"],
};

const SECTIONS: ListWords = ListWords {
    name: "sections",
    within: None,
    fields: &["number", "heading"],
};

const PARAGRAPHS: ListWords = ListWords {
    name: "paragraphs",
    within: Some("sections"),
    fields: &["paragraph"],
};

const COLLECTIVE_REPORT: Vocabulary = Vocabulary {
    fields: &[
        "name",
        "award",
        "summary",
        "address",
        "phone",
        "fax",
        "website",
        "structure",
        "duties",
    ],
    lists: &[SECTIONS, PARAGRAPHS],
    slots: &["head", "date", "indicators", "earlier_awards", "signatures"],
};

const INDIVIDUAL_REPORT: Vocabulary = Vocabulary {
    fields: &[
        "name",
        "titled",
        "post",
        "award",
        "summary",
        "born",
        "gender",
        "hometown",
        "residence",
        "position",
        "workplace",
        "qualification",
        "phone",
    ],
    lists: &[SECTIONS, PARAGRAPHS],
    slots: &["head", "date", "earlier_awards", "signatures"],
};

const MEMBERS: [ListWords; 3] = [
    ListWords {
        name: "present",
        within: None,
        fields: &["line"],
    },
    ListWords {
        name: "absent",
        within: None,
        fields: &["line"],
    },
    ListWords {
        name: "guests",
        within: None,
        fields: &["line"],
    },
];

const MEETING_FIELDS: &[&str] = &[
    "meeting_date",
    "meeting_place",
    "start",
    "end",
    "established",
    "members_count",
    "present_count",
    "absent_count",
    "chair",
    "secretary",
    "method",
    "ballot_counts",
    "passed_collectives",
    "passed_individuals",
    "rule",
];

const MINUTES: Vocabulary = Vocabulary {
    fields: MEETING_FIELDS,
    lists: &[
        MEMBERS[0].copy(),
        MEMBERS[1].copy(),
        MEMBERS[2].copy(),
        ListWords {
            name: "discussion",
            within: None,
            fields: &["paragraph"],
        },
        ListWords {
            name: "first_discussion",
            within: None,
            fields: &["paragraph"],
        },
    ],
    slots: &["head", "number", "results", "signatures", "recipients"],
};

const TALLY: Vocabulary = Vocabulary {
    fields: MEETING_FIELDS,
    lists: &[ListWords {
        name: "tellers",
        within: None,
        fields: &["line"],
    }],
    slots: &["head", "number", "results", "signatures"],
};

const MEETING: Vocabulary = Vocabulary {
    fields: MEETING_FIELDS,
    lists: &[],
    slots: &[
        "head",
        "short_head",
        "number",
        "choices",
        "foot",
        "signature",
        "seal",
    ],
};

const DECISION: Vocabulary = Vocabulary {
    fields: &["decider"],
    lists: &[ListWords {
        name: "bases",
        within: None,
        fields: &["basis"],
    }],
    slots: &["head", "number", "foot"],
};

const CERTIFICATE: Vocabulary = Vocabulary {
    fields: &["decider", "name", "titled", "about", "ordinal"],
    lists: &[],
    slots: &["emblem", "signature"],
};

const PAPERS: Vocabulary = Vocabulary {
    fields: &["papers_count", "pages_count", "giver", "dossier_title"],
    lists: &[],
    slots: &["head", "number", "papers", "signatures"],
};

const REHEARSAL: Vocabulary = Vocabulary {
    fields: &[
        "dossier_title",
        "done_count",
        "lines_count",
        "open_count",
        "checked_on",
    ],
    lists: &[],
    slots: &["head", "lines", "signatures"],
};

const RECEIPT: Vocabulary = Vocabulary {
    fields: &["dossier_title", "sender", "received_on", "code"],
    lists: &[],
    slots: &["head", "date", "package", "code", "signatures"],
};

const MAIL: Vocabulary = Vocabulary {
    fields: &["addressees", "letter_place", "letter_count"],
    lists: &[
        ListWords {
            name: "files",
            within: None,
            fields: &["file"],
        },
        ListWords {
            name: "letters",
            within: None,
            fields: &["letter", "content"],
        },
        ListWords {
            name: "apart",
            within: None,
            fields: &["file"],
        },
    ],
    slots: &[],
};

impl ListWords {
    const fn copy(&self) -> Self {
        Self {
            name: self.name,
            within: self.within,
            fields: self.fields,
        }
    }
}
