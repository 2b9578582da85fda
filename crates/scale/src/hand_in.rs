use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::Int32Type;
use juesuan_books::{Books, BooksBuilder, Fund, Import, Nature, Place, Record, Sink, UnitRecord};

use crate::texts::Texts;
use crate::{Dataset, Error, Lake, Region, Result, Scope, UnitFiles, UnitId, UnitRecords};

/// Takes the records of one or more units of a region in place of all that these units said of the year before: they pass
/// the door of `juesuan-books`, and the store gets small files of these units only. Which units they were.
///
/// `store` is the folder that `lake` reads.
///
/// # Errors
/// When a record is not right, with all that is wrong; then nothing changes.
pub async fn hand_in(lake: &Lake, store: &Path, year: u16, region: &Region, files: &[PathBuf]) -> Result<Vec<UnitId>> {
    let mut described = BooksBuilder::new(year);
    read(year, files, &mut described)?;
    let books = described.finish();
    let known = lake.neighbours(year, region).await?;
    let mut hand_in = HandIn::new(region, &books, known);
    read(year, files, &mut hand_in)?;
    if let Some(error) = hand_in.failed {
        return Err(error);
    }
    let mut units = Vec::new();
    for records in hand_in.units.into_values() {
        let unit = records.unit().clone();
        let name = format!("unit-{}.{}", file_name(unit.code())?, lake.next(year, &unit).await?);
        let mut files = UnitFiles::create(store, year, region, &name)?;
        files.write(records)?;
        files.finish()?;
        units.push(unit);
    }
    Ok(units)
}

/// Reads files through the door.
fn read<S: Sink<Error = Infallible>>(year: u16, files: &[PathBuf], sink: &mut S) -> Result<()> {
    let mut import = Import::new(year);
    for file in files {
        match import.read(file, sink) {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
    import.finish().map_err(|problems| Error::Refused(problems.to_string()))?;
    Ok(())
}

/// A unit's code as a part of a file's name.
fn file_name(code: &str) -> Result<&str> {
    let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    plain.then_some(code).ok_or_else(|| {
        Error::Refused(format!("单位代码“{code}”含有字母、数字以外的字符，不能单独更正。请改正单位代码"))
    })
}

/// What a region knows of its units before.
struct Neighbour {
    unit: UnitId,
    name: String,
    staff: Option<u32>,
}

impl Lake {
    async fn neighbours(&self, year: u16, region: &Region) -> Result<Vec<Neighbour>> {
        let mut neighbours = Vec::new();
        if !self.offer(Dataset::Units, year, &Scope::regions(vec![region.clone()])).await? {
            return Ok(neighbours);
        }
        let batches = self.session().sql("SELECT unit, name, staff FROM units").await?.collect().await?;
        for batch in batches {
            let (units, names) = (Texts::of(&batch, 0)?, Texts::of(&batch, 1)?);
            let staff = batch.column(2).as_primitive::<Int32Type>();
            for row in 0..batch.num_rows() {
                let Some(unit) = units.get(row).and_then(UnitId::parse) else { continue };
                let name = names.get(row).unwrap_or_default().to_owned();
                let staff = staff.is_valid(row).then(|| u32::try_from(staff.value(row)).ok()).flatten();
                neighbours.push(Neighbour { unit, name, staff });
            }
        }
        Ok(neighbours)
    }
}

/// Sorts records by unit.
struct HandIn {
    units: BTreeMap<String, UnitRecords>,
    /// Units by their names and codes; none where two have the same name.
    known: BTreeMap<String, Option<UnitId>>,
    failed: Option<Error>,
}

impl HandIn {
    fn new(region: &Region, books: &Books, neighbours: Vec<Neighbour>) -> Self {
        let mut units = BTreeMap::new();
        let mut known: BTreeMap<String, Option<UnitId>> = BTreeMap::new();
        let mut named = |name: &str, unit: &UnitId| {
            let known = known.entry(name.to_owned()).or_insert_with(|| Some(unit.clone()));
            known.take_if(|known| known != unit);
        };
        for unit in &books.units {
            let id = UnitId::new(region, &unit.code);
            let staff = neighbours.iter().find(|known| known.unit == id).and_then(|known| known.staff);
            let parent = unit.parent.as_ref().map(|parent| UnitId::new(region, parent));
            let record =
                UnitRecord { unit: &unit.code, name: &unit.name, parent: unit.parent.as_deref(), unit_kind: unit.kind };
            for name in [unit.name.as_str(), unit.code.as_str(), id.as_str()] {
                named(name, &id);
            }
            units.insert(unit.code.clone(), UnitRecords::new(id, &record, parent.as_ref(), staff));
        }
        for Neighbour { unit, name, .. } in &neighbours {
            for name in [name.as_str(), unit.code(), unit.as_str()] {
                named(name, unit);
            }
        }
        Self { units, known, failed: None }
    }

    /// The unit on the other side of a transfer, by what the record says of it.
    fn counterparty(&self, record: &Record<'_>) -> Option<UnitId> {
        let said = match record {
            Record::Payment(p) if matches!(p.nature, Nature::ToSuperior | Nature::Affiliated) => p.payee,
            Record::Receipt(r) if matches!(r.fund, Fund::Affiliated | Fund::Superior) => r.payer,
            _ => return None,
        };
        // A unit of another region is named with its region's code.
        self.known.get(said).cloned().unwrap_or_else(|| UnitId::parse(said))
    }
}

impl Sink for HandIn {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> std::result::Result<(), Infallible> {
        let counterparty = self.counterparty(record);
        if let Some(unit) = self.units.get_mut(record.unit())
            && let Err(error) = unit.add(record, counterparty.as_ref())
        {
            self.failed.get_or_insert(error);
        }
        Ok(())
    }
}
