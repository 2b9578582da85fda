use super::{Evidence, Fault, Kind};
use crate::{oracle::Oracle, rng::Rng, sample::Sample};

/// Turns one direction word round.
pub fn inject(sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    if sample.words.is_empty() {
        return None;
    }
    let word = *rng.pick(&sample.words);
    if sample.is_marked(word.place) || !Oracle::new(sample).word_contradicts(&word) {
        return None;
    }
    let before = sample.document.words_at(word.place).to_owned();
    let after = match before.as_str() {
        "大于" => "小于",
        "小于" => "大于",
        "增加" => "减少",
        "减少" => "增加",
        "增长" => "下降",
        "下降" => "增长",
        _ => return None,
    };
    let place = sample.replace(word.place, after);
    let mark = sample.mark(place);
    Some(Fault { kind: Kind::Direction, evidence: Evidence::Marks(vec![mark]), before, after: after.to_owned() })
}
