//! Import of tables (Excel, `OpenDocument`, CSV): nominees, members of the council, indicators and
//! earlier awards.

mod columns;

pub(crate) use columns::Tables;
pub use columns::{Column, ColumnChoice, ColumnValue, ImportKind, TableColumns};

use crate::Desk;

impl Desk {
    /// The kinds of table that can be imported, with their columns.
    pub fn import_tables(&self) -> &[TableColumns] {
        self.tables.all()
    }
}
