//! Pages of other PDF files, put behind the pages of ours as they are.
//!
//! Only what a page shows is taken over: nothing that acts (scripts, forms, links) comes along.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The most pages that one file may bring along.
const MAX_PAGES: usize = 500;
/// The most objects in a file that is read at all.
const MAX_OBJECTS: usize = 200_000;

/// What is taken over from a page; some of it may be written once for many pages.
const KEPT: [&[u8]; 5] = [
    b"Contents",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"Rotate",
];

/// A PDF file that has been read and found sound enough to be appended.
#[derive(Debug, Clone)]
pub struct Appendix {
    title: String,
    document: Document,
    pages: Vec<ObjectId>,
}

/// Why a file cannot be appended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendixFault {
    /// It is not a PDF, or a damaged one.
    #[error("damaged: {0}")]
    Broken(String),
    /// It opens only with a password.
    #[error("encrypted")]
    Encrypted,
    /// It has no page.
    #[error("no page")]
    Empty,
    /// It is larger than a dossier should be.
    #[error("{pages} pages are too many")]
    TooLarge {
        /// How many pages it has.
        pages: usize,
    },
}

impl Appendix {
    /// Reads a PDF file; `title` names it in the outline.
    pub fn read(title: &str, file: &[u8]) -> Result<Self, AppendixFault> {
        if !file.starts_with(b"%PDF-") {
            return Err(AppendixFault::Broken("no PDF".to_owned()));
        }
        let mut document =
            Document::load_mem(file).map_err(|error| AppendixFault::Broken(error.to_string()))?;
        if document.is_encrypted() || document.trailer.has(b"Encrypt") {
            return Err(AppendixFault::Encrypted);
        }
        let pages: Vec<ObjectId> = document.page_iter().take(MAX_PAGES + 1).collect();
        if pages.is_empty() {
            return Err(AppendixFault::Empty);
        }
        if pages.len() > MAX_PAGES || document.objects.len() > MAX_OBJECTS {
            return Err(AppendixFault::TooLarge { pages: pages.len() });
        }
        let mut kept = BTreeMap::new();
        for page in &pages {
            kept.insert(*page, strip(&document, *page)?);
        }
        document.objects.extend(kept);
        Ok(Self {
            title: title.to_owned(),
            document,
            pages,
        })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }
}

/// A page with nothing but what it shows, what it inherits included.
fn strip(document: &Document, page: ObjectId) -> Result<Object, AppendixFault> {
    const DEEPEST: usize = 64;
    let broken = |error: lopdf::Error| AppendixFault::Broken(error.to_string());
    let mut stripped = Dictionary::new();
    stripped.set("Type", "Page");
    let mut at = page;
    for _ in 0..DEEPEST {
        let dictionary = document.get_dictionary(at).map_err(broken)?;
        for key in KEPT {
            if !stripped.has(key)
                && let Ok(value) = dictionary.get(key)
            {
                stripped.set(key, value.clone());
            }
        }
        match dictionary.get(b"Parent").and_then(Object::as_reference) {
            Ok(parent) => at = parent,
            Err(_) => break,
        }
    }
    if !stripped.has(b"MediaBox") {
        return Err(AppendixFault::Broken("MediaBox".to_owned()));
    }
    Ok(stripped.into())
}

/// Adds the pages of files behind all others; returns their titles with their first pages.
pub(crate) fn add(
    objects: &mut Document,
    appendices: &[Appendix],
) -> Result<Vec<(String, Option<ObjectId>)>, lopdf::Error> {
    let root = objects.catalog()?.get(b"Pages")?.as_reference()?;
    let mut places = Vec::with_capacity(appendices.len());
    for appendix in appendices {
        let mut copied = BTreeMap::new();
        for page in &appendix.pages {
            copy(objects, &appendix.document, *page, &mut copied);
        }
        let pages: Vec<ObjectId> = appendix
            .pages
            .iter()
            .filter_map(|page| copied.get(page).copied())
            .collect();
        for page in &pages {
            objects.get_dictionary_mut(*page)?.set("Parent", root);
        }
        let tree = objects.get_dictionary_mut(root)?;
        let count = tree.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
        tree.set("Count", count + i64::try_from(pages.len()).unwrap_or(0));
        if let Ok(kids) = tree.get_mut(b"Kids").and_then(Object::as_array_mut) {
            kids.extend(pages.iter().map(|page| Object::Reference(*page)));
        }
        places.push((appendix.title.clone(), pages.first().copied()));
    }
    Ok(places)
}

/// Copies an object and everything it names, each once, without recursion.
fn copy(
    objects: &mut Document,
    from: &Document,
    start: ObjectId,
    copied: &mut BTreeMap<ObjectId, ObjectId>,
) {
    let mut waiting = Vec::new();
    let mut place = |id: ObjectId, objects: &mut Document, waiting: &mut Vec<ObjectId>| {
        *copied.entry(id).or_insert_with(|| {
            waiting.push(id);
            objects.new_object_id()
        })
    };
    place(start, objects, &mut waiting);
    while let Some(id) = waiting.pop() {
        let mut object = from.objects.get(&id).cloned().unwrap_or(Object::Null);
        let mut parts: Vec<&mut Object> = vec![&mut object];
        while let Some(part) = parts.pop() {
            match part {
                Object::Reference(named) => {
                    *named = place(*named, objects, &mut waiting);
                }
                Object::Array(items) => parts.extend(items.iter_mut()),
                Object::Dictionary(dictionary) => {
                    parts.extend(dictionary.iter_mut().map(|(_, value)| value));
                }
                Object::Stream(stream) => {
                    parts.extend(stream.dict.iter_mut().map(|(_, value)| value));
                }
                _ => {}
            }
        }
        let own = place(id, objects, &mut waiting);
        objects.set_object(own, object);
    }
}
