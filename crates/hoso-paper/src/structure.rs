//! The structure tree: what a screen reader reads, and in which order.
//!
//! A list of thousands of rows has tens of thousands of elements, so they are written one by one and
//! never stand in memory as objects.

use std::io::Write as _;

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::{
    PaperError,
    archive::text,
    draw::{Tag, TagKind},
    file::{FileWriter, write_object},
};

/// The structure tree before it is written.
pub(crate) struct Structure<'a> {
    tags: &'a [Tag],
    root: ObjectId,
    whole: ObjectId,
    /// Number of the first tag's object; the others follow.
    first: u32,
    /// Number of the first page's list of owners; the others follow.
    first_owners: u32,
    pages: Vec<ObjectId>,
    /// The tags of each page's marked content, in order.
    marks: Vec<Vec<u32>>,
}

impl<'a> Structure<'a> {
    /// Finds places for the tree in a file and tells its pages of it. `marks` are the tags of each
    /// page's marked content, in order.
    pub fn add(
        objects: &mut Document,
        tags: &'a [Tag],
        marks: Vec<Vec<u32>>,
    ) -> Result<Self, PaperError> {
        let pages: Vec<ObjectId> = objects.page_iter().collect();
        for (number, page) in pages.iter().enumerate() {
            let page = objects.get_dictionary_mut(*page)?;
            page.set("StructParents", count(number));
            page.set("Tabs", "S");
        }
        let root = objects.new_object_id();
        let whole = objects.new_object_id();
        let first = objects.max_id + 1;
        let first_owners = first + tags.len() as u32;
        objects.max_id = first_owners + pages.len() as u32 - 1;
        Ok(Self {
            tags,
            root,
            whole,
            first,
            first_owners,
            pages,
            marks,
        })
    }

    /// The object that the catalogue names.
    pub fn root(&self) -> ObjectId {
        self.root
    }

    /// Writes the tree.
    pub fn write(self, file: &mut FileWriter) -> std::io::Result<()> {
        let id = |tag: u32| (self.first + tag, 0);
        // Tags by the tag around them, and marks by their tag: sorting keeps the reading order.
        let mut inside: Vec<(u32, u32)> = Vec::new();
        let mut tops: Vec<Object> = Vec::new();
        for (tag, number) in self.tags.iter().zip(0..) {
            match tag.parent {
                Some(parent) => inside.push((parent, number)),
                None => tops.push(id(number).into()),
            }
        }
        inside.sort_by_key(|(parent, _)| *parent);
        let mut marked: Vec<(u32, u32, u32)> = Vec::new();
        for (page, tags) in (0..).zip(&self.marks) {
            marked.extend((0..).zip(tags).map(|(mark, tag)| (*tag, page, mark)));
        }
        marked.sort_by_key(|(tag, ..)| *tag);
        let mut inside = inside.into_iter().peekable();
        let mut marked = marked.into_iter().peekable();
        for (tag, number) in self.tags.iter().zip(0..) {
            let parent = tag.parent.map_or(self.whole, id);
            file.small(id(number).0, |out| {
                write!(out, "<</Type/StructElem/S/{}/P {} 0 R", name(tag), parent.0)?;
                write_attributes(out, tag, number)?;
                let holds = |next: Option<u32>| next == Some(number);
                if !holds(inside.peek().map(|(parent, _)| *parent))
                    && !holds(marked.peek().map(|(tag, ..)| *tag))
                {
                    out.extend(b">>");
                    return Ok(());
                }
                out.extend(b"/K[");
                while let Some((_, child)) = inside.next_if(|(parent, _)| *parent == number) {
                    write!(out, "{} 0 R ", id(child).0)?;
                }
                while let Some((_, page, mark)) = marked.next_if(|(tag, ..)| *tag == number) {
                    let page = self.pages[page as usize].0;
                    write!(out, "<</Type/MCR/Pg {page} 0 R/MCID {mark}>>")?;
                }
                out.extend(b"]>>");
                Ok(())
            })?;
        }
        let mut parents: Vec<Object> = Vec::with_capacity(2 * self.pages.len());
        for (page, tags) in (0..).zip(&self.marks) {
            let owners = self.first_owners + page;
            parents.push(i64::from(page).into());
            parents.push((owners, 0).into());
            file.small(owners, |out| {
                out.push(b'[');
                for tag in tags {
                    write!(out, "{} 0 R ", id(*tag).0)?;
                }
                out.push(b']');
                Ok(())
            })?;
        }
        let whole = dictionary! {
            "Type" => "StructElem", "S" => "Document", "P" => self.root, "K" => tops,
        };
        file.object(self.whole, whole.into())?;
        let root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![self.whole.into()],
            "ParentTree" => dictionary! { "Nums" => parents },
            "ParentTreeNextKey" => count(self.pages.len()),
        };
        file.object(self.root, root.into())
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn name(tag: &Tag) -> &'static str {
    match &tag.kind {
        TagKind::Section => "Sect",
        TagKind::Heading(1) => "H1",
        TagKind::Heading(2) => "H2",
        TagKind::Heading(3) => "H3",
        TagKind::Heading(4) => "H4",
        TagKind::Heading(5) => "H5",
        TagKind::Heading(_) => "H6",
        TagKind::Paragraph => "P",
        TagKind::Note => "Note",
        TagKind::Table => "Table",
        TagKind::Row => "TR",
        TagKind::Cell { header: true, .. } => "TH",
        TagKind::Cell { header: false, .. } => "TD",
        TagKind::Figure(_) => "Figure",
    }
}

fn write_attributes(out: &mut Vec<u8>, tag: &Tag, number: u32) -> std::io::Result<()> {
    match &tag.kind {
        TagKind::Cell {
            header,
            columns,
            rows,
        } => {
            if !*header && *columns <= 1 && *rows <= 1 {
                return Ok(());
            }
            out.extend(b"/A<</O/Table");
            if *header {
                out.extend(b"/Scope/Column");
            }
            if *columns > 1 {
                write!(out, "/ColSpan {columns}")?;
            }
            if *rows > 1 {
                write!(out, "/RowSpan {rows}")?;
            }
            out.extend(b">>");
            Ok(())
        }
        TagKind::Figure(alternative) => {
            out.extend(b"/Alt");
            write_object(out, &text(alternative))
        }
        // Notes need names of their own.
        TagKind::Note => write!(out, "/ID(note-{number})"),
        _ => Ok(()),
    }
}
