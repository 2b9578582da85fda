use rustc_hash::FxHashMap;

/// A value that a column takes out of a few, which `columns.toml` names.
pub(crate) trait Choice: Copy + 'static {
    /// The set in `columns.toml`.
    const SET: &'static str;
    /// All values; the first one stands in for what could not be read.
    const ALL: &'static [Self];

    /// The id of the value in the set.
    fn id(self) -> &'static str;

    /// The first word for it, as templates and exports write it.
    fn label(self) -> &'static str {
        super::vocabulary(Self::SET).label(self.id())
    }
}

/// The words of a set of choices.
pub(crate) struct Vocabulary {
    /// Id to its first word, in the order of the file.
    labels: Vec<(String, String)>,
    names: FxHashMap<String, usize>,
    /// First characters of codes.
    codes: Vec<(String, usize)>,
}

impl Vocabulary {
    /// From rows of an id, names and beginnings of codes (`11*`).
    pub(super) fn new(rows: Vec<Vec<String>>) -> Self {
        let mut vocabulary = Self { labels: Vec::new(), names: FxHashMap::default(), codes: Vec::new() };
        for (index, row) in rows.into_iter().enumerate() {
            let mut words = row.into_iter();
            let id = words.next().unwrap_or_default();
            vocabulary.labels.push((id, words.as_slice().first().cloned().unwrap_or_default()));
            for word in words {
                match word.strip_suffix('*') {
                    Some(code) => vocabulary.codes.push((code.to_lowercase(), index)),
                    None => drop(vocabulary.names.insert(plain(&word), index)),
                }
            }
        }
        vocabulary
    }

    /// The id that a word or code means, alone or together (`111-一般公共预算拨款`).
    pub(crate) fn find(&self, text: &str) -> Option<&str> {
        let text = plain(text);
        let code_end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (code, rest) = text.split_at(code_end);
        let rest = rest.trim_start_matches(['-', '_', '.', ':', '：', ' ']);
        let index = self.names.get(text.as_str()).copied();
        let index = index.or_else(|| self.by_code(code)).or_else(|| self.names.get(rest).copied())?;
        Some(&self.labels[index].0)
    }

    /// The longest first characters decide.
    fn by_code(&self, code: &str) -> Option<usize> {
        let fits = self.codes.iter().filter(|(prefix, _)| !code.is_empty() && code.starts_with(prefix.as_str()));
        fits.max_by_key(|(prefix, _)| prefix.len()).map(|&(_, index)| index)
    }

    /// The first word for an id.
    fn label(&self, id: &str) -> &str {
        self.labels.iter().find(|(named, _)| named == id).map_or("", |(_, label)| label)
    }

    /// The first words of all ids, in order.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|(_, label)| label.as_str())
    }

    /// All ids, in order.
    #[cfg(test)]
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(|(id, _)| id.as_str())
    }
}

fn plain(text: &str) -> String {
    juesuan_amount::normalize_text(text).to_lowercase()
}
