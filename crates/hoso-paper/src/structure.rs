//! The structure tree: what a screen reader reads, and in which order.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::{
    PaperError,
    archive::text,
    draw::{Layout, Tag, TagKind},
};

/// Adds the structure tree. `marks` are the tags of each page's marked content, in order.
pub(crate) fn add(
    objects: &mut Document,
    layout: &Layout,
    marks: &[Vec<u32>],
) -> Result<ObjectId, PaperError> {
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    let root = objects.new_object_id();
    let whole = objects.new_object_id();
    let ids: Vec<ObjectId> = layout
        .tags
        .iter()
        .map(|_| objects.new_object_id())
        .collect();
    // Children in reading order: tags come before what is inside them, and marks belong to tags
    // that hold no others.
    let mut children: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    let mut tops = Vec::new();
    for (id, tag) in ids.iter().zip(&layout.tags) {
        match tag.parent {
            Some(parent) => children[parent as usize].push((*id).into()),
            None => tops.push((*id).into()),
        }
    }
    let mut parents = Vec::new();
    for (number, (page, tags)) in pages.iter().zip(marks).enumerate() {
        for (mark, tag) in tags.iter().enumerate() {
            let mark = dictionary! {
                "Type" => "MCR",
                "Pg" => *page,
                "MCID" => count(mark),
            };
            children[*tag as usize].push(mark.into());
        }
        let owners: Vec<Object> = tags.iter().map(|tag| ids[*tag as usize].into()).collect();
        parents.push(Object::Integer(count(number)));
        parents.push(objects.add_object(owners).into());
        let page = objects.get_dictionary_mut(*page)?;
        page.set("StructParents", count(number));
        page.set("Tabs", "S");
    }
    for ((id, tag), children) in ids.iter().zip(&layout.tags).zip(children) {
        let parent = tag.parent.map_or(whole, |parent| ids[parent as usize]);
        let mut element = element(tag, parent);
        if !children.is_empty() {
            element.set("K", children);
        }
        objects.set_object(*id, element);
    }
    objects.set_object(
        whole,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => tops },
    );
    objects.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![whole.into()],
            "ParentTree" => dictionary! { "Nums" => parents },
            "ParentTreeNextKey" => count(pages.len()),
        },
    );
    Ok(root)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn element(tag: &Tag, parent: ObjectId) -> Dictionary {
    let name = match &tag.kind {
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
    };
    let mut element = dictionary! { "Type" => "StructElem", "S" => name, "P" => parent };
    match &tag.kind {
        TagKind::Cell {
            header,
            columns,
            rows,
        } => {
            let mut attributes = dictionary! { "O" => "Table" };
            if *header {
                attributes.set("Scope", "Column");
            }
            if *columns > 1 {
                attributes.set("ColSpan", i64::from(*columns));
            }
            if *rows > 1 {
                attributes.set("RowSpan", i64::from(*rows));
            }
            if attributes.len() > 1 {
                element.set("A", attributes);
            }
        }
        TagKind::Figure(alternative) => element.set("Alt", text(alternative)),
        TagKind::Note => {
            // Notes need names of their own; the number of the object around is one.
            element.set(
                "ID",
                Object::string_literal(format!("note-{}-{}", parent.0, parent.1)),
            );
        }
        _ => {}
    }
    element
}
