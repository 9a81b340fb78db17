//! The outline (bookmarks): a flat list of entries with levels to the nested objects of a PDF.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::{archive::text, draw::Layout};

/// One entry with the page it leads to and the height there, from the foot.
struct Entry<'a> {
    title: &'a str,
    level: u8,
    page: Option<(ObjectId, f32)>,
}

/// Adds the outline objects; `None` when there is nothing to list. `appended` names further files
/// with their first pages.
pub(crate) fn add(
    objects: &mut Document,
    layout: &Layout,
    appended: &[(String, Option<ObjectId>)],
) -> Option<ObjectId> {
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    let own = layout.outline.iter().map(|entry| {
        let page = pages.get(entry.page).zip(layout.pages.get(entry.page));
        Entry {
            title: &entry.title,
            level: entry.level,
            page: page.map(|(id, page)| (*id, page.height - entry.y)),
        }
    });
    let further = appended.iter().map(|(title, page)| Entry {
        title,
        level: 0,
        page: page.map(|id| (id, f32::from(i16::MAX))),
    });
    let entries: Vec<Entry<'_>> = own.chain(further).collect();
    if entries.is_empty() {
        return None;
    }
    let root = objects.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| objects.new_object_id()).collect();
    let levels: Vec<u8> = entries.iter().map(|entry| entry.level).collect();
    let parents = parents(&levels);

    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        children.entry(*parent).or_default().push(index);
    }

    for (parent, siblings) in &children {
        let parent_id = parent.map_or(root, |index| ids[index]);
        for (place, &index) in siblings.iter().enumerate() {
            let entry = &entries[index];
            let mut item = dictionary! { "Title" => text(entry.title), "Parent" => parent_id };
            if let Some((id, y)) = entry.page {
                let place = vec![
                    id.into(),
                    "XYZ".into(),
                    Object::Null,
                    y.round().into(),
                    Object::Null,
                ];
                item.set("Dest", place);
            }
            if let Some(previous) = place.checked_sub(1) {
                item.set("Prev", ids[siblings[previous]]);
            }
            if let Some(next) = siblings.get(place + 1) {
                item.set("Next", ids[*next]);
            }
            // A negative count: shown closed.
            add_children(&mut item, children.get(&Some(index)), &ids, -1);
            objects.set_object(ids[index], item);
        }
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    add_children(&mut outlines, children.get(&None), &ids, 1);
    objects.set_object(root, outlines);
    Some(root)
}

fn add_children(item: &mut Dictionary, own: Option<&Vec<usize>>, ids: &[ObjectId], sign: i64) {
    let Some(own) = own else { return };
    if let (Some(first), Some(last)) = (own.first(), own.last()) {
        item.set("First", ids[*first]);
        item.set("Last", ids[*last]);
        item.set("Count", sign * i64::try_from(own.len()).unwrap_or(i64::MAX));
    }
}

/// The nearest entry before with a lower level, for each entry.
fn parents(levels: &[u8]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(levels.len());
    for (index, level) in levels.iter().enumerate() {
        while open.last().is_some_and(|last| levels[*last] >= *level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(index);
    }
    parents
}

#[cfg(test)]
mod tests {
    use super::parents;

    #[test]
    fn nests_by_level_even_when_levels_are_skipped() {
        assert_eq!(
            parents(&[0, 1, 3, 2, 0, 2]),
            [None, Some(0), Some(1), Some(1), None, Some(4)]
        );
        assert_eq!(parents(&[2, 1]), [None, None]);
    }
}
