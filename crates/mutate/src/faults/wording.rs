use juesuan_read::{Block, Place};

use super::{Evidence, Fault, Kind};
use crate::{
    rng::Rng,
    sample::{Sample, Unit},
};

/// Fixed terms of the form and how they are mistyped.
const TYPOS: [(&str, &str); 8] = [
    ("国有资本经营", "国有资本经验"),
    ("一般公共预算", "一般公共预售"),
    ("附属单位上缴收入", "附属单位上缴收"),
    ("年末结转和结余", "年末结转和节余"),
    ("公务接待费", "公务接侍费"),
    ("政府性基金", "政府基性金"),
    ("公用经费", "公用经废"),
    ("机关运行经费", "机关运行径费"),
];

/// What a template leaves behind.
const RESIDUE: [&str; 4] = ["XX", "（请列明具体原因）", "增加（减少）", "××"];

/// Changes the words of the narrative.
pub fn inject(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    if kind == Kind::MissingUnit {
        return missing_unit(sample, rng);
    }
    let part = rng.pick(&sample.sections).blocks.clone();
    // Headings come first and are not sentences.
    let block = part.start + 1 + rng.below(part.end - part.start - 1);
    let Block::Paragraph(paragraph) = sample.document.blocks.get(block)? else { return None };
    let text = &paragraph.text;
    if !text.ends_with('。') {
        return None;
    }
    let (start, end, after) = match kind {
        Kind::Punctuation => {
            let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, '，' | '。')).collect();
            let &(at, mark) = rng.pick(&marks);
            (at, at + mark.len_utf8(), format!("{mark}{mark}"))
        }
        Kind::Term => {
            let known: Vec<_> = TYPOS.iter().filter(|(term, _)| text.contains(term)).collect();
            let (term, typo) = known.get(rng.below(known.len()))?;
            let at = text.find(term)?;
            (at, at + term.len(), (*typo).to_owned())
        }
        Kind::Residue => (text.len() - '。'.len_utf8(), text.len(), format!("{}。", rng.pick(&RESIDUE))),
        Kind::Unfinished => {
            let at =
                ["原因是", "主要是因为", "主要包括"].iter().filter_map(|w| text.rfind(w).map(|i| i + w.len())).max()?;
            (at, text.len(), String::new())
        }
        _ => return None,
    };
    let inside = |p: Place| p.block == block && p.start < end && p.end > start;
    if sample.figures.iter().any(|figure| inside(figure.place)) || sample.words.iter().any(|word| inside(word.place)) {
        return None;
    }
    let before = text[start..end].to_owned();
    let place = sample.replace(Place { block, cell: None, start, end }, &after);
    let mark = sample.mark(Place { start: place.start.saturating_sub(3), ..place });
    Some(Fault { kind, evidence: Evidence::Marks(vec![mark]), before, after })
}

/// Drops the % or 万元 behind a figure.
fn missing_unit(sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    let figure = rng.pick(&sample.figures).clone();
    let unit = match figure.unit {
        Unit::Percent => "%",
        Unit::Money(_) => "万元",
        _ => return None,
    };
    let text = sample.document.text_of(figure.place);
    if figure.place.cell.is_some() || !text[figure.place.end..].starts_with(unit) {
        return None;
    }
    let place = Place { start: figure.place.end, end: figure.place.end + unit.len(), ..figure.place };
    sample.replace(place, "");
    let mark = sample.mark(figure.place);
    Some(Fault {
        kind: Kind::MissingUnit,
        evidence: Evidence::Marks(vec![mark]),
        before: unit.into(),
        after: String::new(),
    })
}
