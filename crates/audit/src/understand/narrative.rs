//! Binds the numerals of the running text to what they state.
//!
//! A numeral is explained by the words before it, back to the numeral before: they name a measure (年初预算为, 占, 比上年增加)
//! and a subject, or leave the subject of the words before. What the subjects of a section are is form data.

use std::{cmp::Ordering, sync::LazyLock};

use juesuan_amount::{Decimal, Money, MoneyUnit, Percent};
use juesuan_form::{Outline, Section, Subjects, label, subjects};
use juesuan_read::{Block, Document, Place};
use regex::Regex;

use super::{
    Base, Facts, Figure, Item, Key, Measure, Period, Value, Verdict,
    clause::{self, Stated},
    figure::{STATED, TOLD},
    items,
    numeral::{Numeral, numerals},
    scores,
};

/// Reads all paragraphs of a document.
pub fn understand(document: &Document, outline: &Outline, facts: &mut Facts) {
    let mut reader = Reader::new(outline, facts);
    let mut sections = outline.sections.iter().enumerate().peekable();
    let contents: std::collections::HashSet<usize> = outline.toc.iter().map(|entry| entry.block).collect();
    for (block, content) in document.blocks.iter().enumerate() {
        while let Some((index, _)) = sections.next_if(|(_, section)| section.block <= block) {
            reader.enter(&outline.sections[index]);
        }
        if let (Block::Paragraph(paragraph), false) = (content, contents.contains(&block)) {
            reader.paragraph(block, &paragraph.text);
        }
    }
}

/// What the words so far are about.
#[derive(Clone, Debug, Default)]
struct Topic {
    /// Row and printed name of the subject.
    subject: Option<(String, String)>,
    /// What a change is measured against.
    base: Option<Base>,
    /// Whether the words tell a reason.
    reason: bool,
    /// Whether the reason has stated figures of its own: a comparison that follows may be about those.
    told: bool,
}

struct Reader<'a> {
    outline: &'a Outline,
    facts: &'a mut Facts,
    year: u16,
    area: String,
    block: usize,
    subjects: Option<&'static Subjects>,
    topic: Topic,
    /// What the words before each open parenthesis were about.
    outer: Vec<Topic>,
    /// Whether the last numeral is a budget of which a percentage is said to be completed: 完成全年预算100万元的95%.
    completing: bool,
}

/// What stands in a text that has to be explained.
enum Token {
    Numeral(Numeral),
    Verdict { start: usize, end: usize, base: Option<Base>, ordering: Ordering, approximate: bool },
}

static COMPLETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"完成(?:了)?(?:年初|全年|调整后?的?|当年|本年|支出)*预算数?(?:为)?$")
        .expect("a constant pattern is valid")
});
/// Words that make a score that of the whole department, and words that make it one among several.
static OF_ALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("整体|部门|单位|综合|总得?分|绩效得分").expect("a constant pattern is valid"));
static OF_SOME: LazyLock<Regex> = LazyLock::new(|| Regex::new("平均|项目").expect("a constant pattern is valid"));
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:支出)?(?:决算)?(?:总体|具体)?情况(?:说明)?$|(?:支出|决算)+说明$")
        .expect("a constant pattern is valid")
});
static VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:支出)?决算数?\s*(?P<than>大于|小于|高于|低于|等于|超过|少于|多于)\s*(?:年初|全年|调整后?|当年|支出|\s)*预?算数?|(?P<with>(?:与|同|和|较|比)[^，。；：、\d]{0,3}(?P<whose>预算|年初预算|全年预算|支出预算|上年|去年|20\d\d年)[^，。；：、]{0,12}?)?(?P<about>基本)?(?P<flat>持平|一致|相同|相等)",
    )
    .expect("a constant pattern is valid")
});

impl<'a> Reader<'a> {
    fn new(outline: &'a Outline, facts: &'a mut Facts) -> Self {
        let year = outline.fiscal_year.unwrap_or(juesuan_chart::BASE_YEAR);
        let text = String::from("text");
        Self {
            outline,
            facts,
            year,
            area: text,
            block: 0,
            subjects: None,
            topic: Topic::default(),
            outer: Vec::new(),
            completing: false,
        }
    }

    /// Enters a section. One without an id of its own belongs to the section above it.
    fn enter(&mut self, section: &Section) {
        let mut at = Some(section);
        while let Some(s) = at.filter(|s| s.id.is_none()) {
            at = s.parent.map(|parent| &self.outline.sections[parent]);
        }
        let id = at.and_then(|s| s.id.as_deref()).unwrap_or("text");
        if section.level <= 3 || section.id.is_some() {
            self.topic = Topic::default();
        }
        self.area = ["general", "three-public"].into_iter().find(|a| id.starts_with(a)).unwrap_or(id).to_owned();
        self.subjects = subjects(id);
    }

    fn paragraph(&mut self, block: usize, text: &str) {
        self.block = block;
        let paths = items::paths(text, self.year);
        let mut paths = paths.into_iter().peekable();
        let indicator = self.indicator(text);
        self.topic.base = None;
        self.topic.reason = false;
        self.topic.told = false;
        self.outer.clear();
        self.completing = false;
        self.labelled(text);
        let mut read_to = 0;
        for token in tokens(text, self.year) {
            let (start, end) = token.range();
            while let Some(path) = paths.next_if(|path| path.range.end <= start) {
                read_to = path.range.end;
                self.item(block, path);
            }
            let words = clause::plain(&text[read_to.min(start)..start]);
            let place = Place { block, cell: None, start, end };
            match token {
                Token::Numeral(numeral) if is_threshold(&text[end..]) => self.threshold(place, numeral),
                Token::Numeral(numeral) => self.numeral(place, numeral, &words, indicator.as_ref()),
                Token::Verdict { base, ordering, approximate, .. } => {
                    self.verdict(place, &words, base, ordering, approximate, &text[end..]);
                    continue;
                }
            }
            // 单价100万元以上设备: the amount is part of the name of what follows.
            if !is_threshold(&text[end..]) {
                read_to = end;
            }
        }
        for path in paths {
            self.item(block, path);
        }
    }

    /// A sentence that is nothing but a subject names what follows: `公务接待费。支出决算为…`.
    fn title(&mut self, sentences: &str) {
        let sentence = sentences.rsplit('。').next().unwrap_or_default();
        let name = TITLE_END.replace(sentence, "");
        if let Some(subject) = self.known(&name).or_else(|| self.subject(&name, true)) {
            self.topic.subject = Some(subject);
        }
    }

    /// A labelled line that is a title names what follows: a subject, or something that the form does not list.
    fn labelled(&mut self, text: &str) {
        let Some(label) = label(text) else { return };
        let body = clause::plain(&text[label.range.end..]);
        let end = body.find(['。', ':', ';', ',']).unwrap_or(body.len());
        let title = TITLE_END.replace(&body[..end], "");
        if !numerals(&body[..end]).is_empty() || title.is_empty() {
            return;
        }
        if let Some(subject) = self.subject(&title, false) {
            self.topic.subject = Some(subject);
        } else if title.len() == end {
            self.topic.subject = self.unlisted(&title);
        }
    }

    /// The row of the indicator that a labelled line of the performance section scores.
    fn indicator(&mut self, text: &str) -> Option<(String, String)> {
        if self.area != "performance" || !text.contains('分') || numerals(text).iter().all(|n| n.unit != "分") {
            return None;
        }
        let label = label(text)?;
        let rest = text[label.range.end..].trim_start();
        let name = rest.split(['（', '(', '：', ':', '，', '。']).next().unwrap_or(rest).trim().to_owned();
        let scored = clause::plain(text).contains("分值");
        scored.then(|| (scores::add(&mut self.facts.indicators, label.level, &name), name))
    }

    fn item(&mut self, block: usize, path: items::Path) {
        // Names that are no official path may denote another item's code: then they stand for themselves.
        let taken = |code: &str| self.facts.items.iter().any(|i| i.area == self.area && i.row == code);
        let code = path.code.filter(|code| path.exact || !taken(code));
        let row = code.map_or_else(|| format!("name:{}", path.names.join("/")), str::to_owned);
        self.topic = Topic { subject: Some((row.clone(), path.names[2].clone())), ..Topic::default() };
        self.facts.items.push(Item {
            place: Place { block, cell: None, start: path.range.start, end: path.range.end },
            area: self.area.clone(),
            number: path.number,
            names: path.names,
            row,
            code: path.code,
            exact: path.exact,
        });
    }

    /// An amount that delimits a class of things: 单价100万元（含）以上设备.
    fn threshold(&mut self, place: Place, numeral: Numeral) {
        let key = Some(self.key(&format!("=门槛@{}", self.block), Measure::Fact));
        self.facts.figures.push(Figure {
            place,
            value: numeral.value,
            unit: numeral.unit,
            key,
            subject: "门槛".into(),
        });
    }

    fn numeral(&mut self, place: Place, numeral: Numeral, words: &str, indicator: Option<&(String, String)>) {
        let bound = self.bind(&numeral, words, indicator);
        let (key, subject, value) = match bound {
            Some((key, subject, value)) => (Some(key), subject, value),
            None => (None, String::new(), numeral.value),
        };
        self.facts.figures.push(Figure { place, value, unit: numeral.unit, key, subject });
    }

    /// Binds a numeral to its key, its subject's name and its signed value.
    fn bind(
        &mut self,
        numeral: &Numeral,
        words: &str,
        indicator: Option<&(String, String)>,
    ) -> Option<(Key, String, Value)> {
        let completing = std::mem::take(&mut self.completing);
        let inner = self.parentheses(words);
        let last = self.advance(inner);
        if completing && inner == "的" && matches!(numeral.value, Value::Percent(_)) {
            let (row, name) = self.current();
            return Some((self.key(&row, Measure::Completion), name, numeral.value));
        }
        if let Some((row, name)) = indicator
            && numeral.unit == "分"
            && let Some(measure) = scores::measure(&last)
        {
            return Some((self.key(row, measure), name.clone(), numeral.value));
        }
        if let Value::Number(_) = numeral.value {
            return self.count(numeral, words, &last);
        }
        let whole_name = self.known(&last).is_some();
        let reading = clause::read(&last, &numeral.value);
        let measure = if whole_name && !matches!(numeral.value, Value::Percent(_)) { None } else { reading.measure };
        let subject_words = clause::without_comparison(if measure.is_some() { reading.subject } else { &last });
        let empty = subject_is_empty(&subject_words, measure.is_some(), self.outline.unit_name.as_deref());
        let budget = [Measure::Budget, Measure::AdjustedBudget].map(|measure| Some(Stated::Is(measure)));
        self.completing = budget.contains(&measure) && COMPLETING.is_match(&last);
        let by_context = self.subjects.and_then(|s| s.by_context(words)).map(|row| (row.to_owned(), last.clone()));
        let by_name = || if empty { None } else { self.subject(&subject_words, measure.is_some()) };
        let named = by_context.or_else(by_name);
        if named.is_some() && measure.is_some() {
            self.topic.reason = false;
            self.topic.told = false;
        }
        match measure {
            _ if self.topic.reason && named.is_none() => self.fact(numeral, &last),
            None => self.amount(numeral, named, &last),
            Some(stated) => {
                let named = named.or_else(|| if empty { Some(self.current()) } else { self.unlisted(&subject_words) });
                // Totals of income and expenditure have no budget; what has one is not said.
                let without_budget = matches!(self.area.as_str(), "overall" | "appropriation");
                let named = match stated {
                    Stated::Is(Measure::Budget) if without_budget => Some(self.unnamed()),
                    _ => named,
                };
                let Some((row, name)) = named else { return self.fact(numeral, &last) };
                self.topic.subject = Some((row.clone(), name.clone()));
                self.stated(numeral, stated, &row, name)
            }
        }
    }

    /// The current subject; where none was named yet, the section's total, or what the paragraph is about.
    fn current(&self) -> (String, String) {
        let total = || Some(("total".to_owned(), self.subjects?.title("total")?.to_owned()));
        self.topic.subject.clone().or_else(total).unwrap_or_else(|| self.unnamed())
    }

    /// What the paragraph is about, where it does not say what that is.
    fn unnamed(&self) -> (String, String) {
        (format!("{STATED}@{}", self.block), "本段".to_owned())
    }

    /// A subject that the form does not list, under its own name.
    ///
    /// Two paragraphs may use one name for two things, so its row is that of the paragraph.
    fn unlisted(&self, words: &str) -> Option<(String, String)> {
        let forms = clause::without_leading(words, self.outline.unit_name.as_deref());
        let name =
            forms.iter().map(|form| form.trim_matches(|c| NOT_IN_NAMES.contains(c))).rfind(|form| is_name(form))?;
        let mark = if self.topic.reason { TOLD } else { STATED };
        Some((format!("{mark}{name}@{}", self.block), name.to_owned()))
    }

    /// A figure without a word for the measure: the amount of a named subject, a share or just a fact.
    fn amount(
        &mut self,
        numeral: &Numeral,
        named: Option<(String, String)>,
        last: &str,
    ) -> Option<(Key, String, Value)> {
        let Some((row, name)) = named else { return self.fact(numeral, last) };
        self.topic.subject = Some((row.clone(), name.clone()));
        let period = self.period(last);
        let measure = match numeral.value {
            Value::Percent(_) => Measure::Fact,
            _ => Measure::Actual,
        };
        Some((Key { period, ..self.key(&row, measure) }, name, numeral.value))
    }

    fn stated(&self, numeral: &Numeral, stated: Stated, row: &str, name: String) -> Option<(Key, String, Value)> {
        let (measure, value) = match stated {
            Stated::Is(measure) => (measure, numeral.value),
            Stated::ShareOf(whole) => (self.share(&whole), numeral.value),
            Stated::Change { decrease } => {
                let measure = match (self.topic.base, numeral.value) {
                    (Some(Base::Prior), Value::Percent(_)) => Measure::ChangeRate,
                    (Some(Base::Prior), _) => Measure::Change,
                    (Some(Base::Budget), Value::Percent(_)) => Measure::BudgetChangeRate,
                    (Some(Base::Budget), _) => Measure::BudgetChange,
                    (Some(Base::Other) | None, _) => Measure::Fact,
                };
                (measure, if decrease { negated(numeral.value) } else { numeral.value })
            }
        };
        Some((self.key(row, measure), name, value))
    }

    /// The share that 占… states: of the section's total, of another subject, or of a whole of another section.
    fn share(&self, whole: &str) -> Measure {
        if whole.is_empty() {
            return Measure::Share;
        }
        let plainer = whole.replace("总支出", "支出").replace("总收入", "收入");
        let known = || self.known(whole).or_else(|| self.known(&plainer)).or_else(|| self.subject(&plainer, true));
        match known() {
            Some((row, _)) if row == "total" => Measure::Share,
            Some((row, _)) => Measure::ShareOf(row),
            None => {
                let elsewhere = ["expenditure", "income"].into_iter().find_map(|area| {
                    let list = subjects(area)?;
                    let row = clause::shortened(whole, None).iter().find_map(|w| list.by_name(w).map(str::to_owned))?;
                    Some(Measure::ShareOf(format!("{area}/{row}")))
                });
                elsewhere.unwrap_or_else(|| Measure::ShareOf(format!("={whole}")))
            }
        }
    }

    /// A number of things.
    fn count(&mut self, numeral: &Numeral, words: &str, last: &str) -> Option<(Key, String, Value)> {
        let unit = numeral.unit.trim_start_matches(['余', '多']).to_owned();
        if let Some((row, what)) = self.subjects.and_then(|s| s.count(&unit, last)) {
            let (row, what) = (self.part_in_hand(row, words).to_owned(), what.to_owned());
            let name = self.subjects.and_then(|s| s.title(&row)).unwrap_or(&row).to_owned();
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(what)), name, numeral.value));
        }
        let by_context = self.subjects.and_then(|s| s.by_context(words)).map(|row| (row.to_owned(), last.to_owned()));
        if let Some((row, name)) = by_context.or_else(|| self.known(last)) {
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(unit)), name, numeral.value));
        }
        if unit == "分"
            && let Some(measure) = scores::measure(last)
        {
            let of_all = measure == Measure::Score && OF_ALL.is_match(last) && !OF_SOME.is_match(last);
            let (row, name) = if self.area == "performance" && of_all {
                ("total".to_owned(), "绩效得分".to_owned())
            } else {
                self.unlisted(last)?
            };
            return Some((self.key(&row, measure), name, numeral.value));
        }
        let follows =
            words.starts_with([',', '、']) && matches!(last.trim_start_matches(','), "累计" | "共" | "" | "、");
        if follows && let Some((row, name)) = self.topic.subject.clone() {
            return Some((self.key(&row, Measure::Count(unit)), name, numeral.value));
        }
        self.fact(numeral, last)
    }

    /// The part of a subject that the sentence is about, if it is: 外事接待0批次，接待0人次.
    fn part_in_hand<'r>(&'r self, row: &'r str, words: &str) -> &'r str {
        let part = self.topic.subject.as_ref().map(|(part, _)| part.as_str());
        let same_sentence = !words.contains(['。', ';']) && !words.contains("共");
        part.filter(|part| same_sentence && part.strip_prefix(row).is_some_and(|rest| rest.starts_with('-')))
            .unwrap_or(row)
    }

    /// A free-standing fact, bound to the words before it.
    fn fact(&mut self, numeral: &Numeral, last: &str) -> Option<(Key, String, Value)> {
        let (row, name) = self.unlisted(last).or_else(|| self.topic.subject.clone())?;
        if self.topic.reason {
            self.topic.told = true;
        } else {
            self.topic.subject = Some((row.clone(), name.clone()));
        }
        let period = self.period(last);
        Some((Key { period, ..self.key(&row, Measure::Fact) }, name, numeral.value))
    }

    /// Takes in the words since the last numeral; returns those of the last clause that is not empty.
    fn advance(&mut self, words: &str) -> String {
        let mut last = String::new();
        let from = words.rfind('。').map_or(0, |at| {
            self.title(&words[..at]);
            let next = at + '。'.len_utf8();
            if !words[next..].starts_with("其中") {
                self.topic.base = None;
            }
            self.topic.reason = false;
            self.topic.told = false;
            next
        });
        for clause in clauses(&words[from..]) {
            if let Some(base) = clause::compared(clause, self.year) {
                self.compares(clause, base);
            }
            if clause::tells_reason(clause) && self.known(clause).is_none() {
                self.topic.reason = true;
            } else if self.names_subject(clause) {
                self.topic.reason = false;
                self.topic.told = false;
            }
            self.follows_bare_number(clause);
            if !clause.is_empty() {
                last = clause.to_owned();
            }
        }
        if words.ends_with([',', ';', ':']) && from == words.len() {
            last.clear();
        }
        last
    }

    /// Takes in the subject of a number without a unit (公务接待费支出预算为0.00，…): it is no figure, but what follows is
    /// about its subject.
    fn follows_bare_number(&mut self, clause: &str) {
        let words = clause.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if words.len() == clause.len() || words.is_empty() {
            return;
        }
        let amount = Value::Money(Money { value: Decimal::new(0, 0), unit: MoneyUnit::Wan });
        if let Some(subject) = self.subject(clause::read(words, &amount).subject, true) {
            self.topic.subject = Some(subject);
        }
    }

    /// Takes in the base of a comparison, and what is compared if the words before it say so: 收入支出总体与上年相比.
    fn compares(&mut self, clause: &str, base: Base) {
        let before = clause::before_comparison(clause).unwrap_or_default();
        let unnamed = subject_is_empty(before, true, self.outline.unit_name.as_deref());
        let named = if unnamed { None } else { self.subject(before, true) };
        let of_reason = if unnamed { self.topic.reason && self.topic.told } else { self.topic.reason };
        if named.is_none() && (of_reason || (!unnamed && clause::tells_reason(clause))) {
            return;
        }
        self.topic.base = Some(base);
        self.topic.reason = false;
        self.topic.told = false;
        if !unnamed && let Some(subject) = named.or_else(|| self.unlisted(before)) {
            self.topic.subject = Some(subject);
        }
    }

    /// The words since the last parenthesis that a numeral stands in or has left.
    ///
    /// Within it the subject is another one, behind it the one before it again:
    /// 财政拨款收入90万元（一般公共预算80万元，政府性基金10万元），占90%.
    fn parentheses<'w>(&mut self, words: &'w str) -> &'w str {
        let mut rest = words;
        while let Some(close) = unmatched(rest, ')') {
            let Some(topic) = self.outer.pop() else { break };
            self.topic = topic;
            rest = &rest[close + 1..];
        }
        while let Some(open) = unmatched(rest, '(') {
            self.advance(&rest[..open]);
            self.outer.push(self.topic.clone());
            rest = &rest[open + 1..];
        }
        rest
    }

    /// Whether a clause begins a statement about a listed subject or with an explicit measure.
    fn names_subject(&self, clause: &str) -> bool {
        let explicit = ["年初预算", "支出决算", "决算数", "全年预算", "完成年初预算", "完成预算"];
        explicit.iter().any(|words| clause.starts_with(words)) || self.subject(clause, false).is_some()
    }

    /// The subject of exactly these words, without shortening them.
    fn known(&self, words: &str) -> Option<(String, String)> {
        let list = self.subjects?;
        clause::shortened(words, self.outline.unit_name.as_deref())
            .iter()
            .find_map(|form| Some((list.by_name(form)?.to_owned(), form.clone())))
    }

    /// The listed subject, class or item that words name.
    fn subject(&self, words: &str, measured: bool) -> Option<(String, String)> {
        if words.is_empty() {
            return None;
        }
        let mut forms = clause::shortened(words, self.outline.unit_name.as_deref());
        forms.extend(clause::without_suffix(&forms));
        let list = self.subjects;
        let named = forms.iter().find_map(|form| Some((list?.by_name(form)?.to_owned(), form.clone())));
        let class = || {
            let bare = self.area == "general" && !measured;
            let of = |form: &String| Some((items::class(form, bare, self.year)?.to_owned(), form.clone()));
            matches!(self.area.as_str(), "general" | "all-funds" | "fund" | "state-capital")
                .then(|| forms.iter().find_map(of))
                .flatten()
        };
        let item = || {
            let of = |form: &String| Some((items::item(form, self.year)?.to_owned(), form.clone()));
            matches!(self.area.as_str(), "general" | "all-funds" | "fund" | "state-capital")
                .then(|| forms.iter().find_map(of))
                .flatten()
        };
        let misspelt = || forms.iter().find_map(|form| Some((list?.by_misspelt_name(form)?.to_owned(), form.clone())));
        named.or_else(class).or_else(item).or_else(misspelt)
    }

    fn verdict(
        &mut self,
        place: Place,
        words: &str,
        base: Option<Base>,
        ordering: Ordering,
        approximate: bool,
        after: &str,
    ) {
        if words.ends_with('如') || after.starts_with(['作', '表', '的']) && after.starts_with("作") {
            return;
        }
        let saved = self.topic.clone();
        let inner = self.parentheses(words);
        let last = self.advance(inner);
        let words = clause::without_comparison(&last);
        let reading = clause::read(&words, &Value::Money(Money { value: Decimal::new(0, 0), unit: MoneyUnit::Wan }));
        let subject = self.subject(reading.subject, true).or_else(|| self.subject(&words, true));
        let base = base.or(self.topic.base);
        let (reason, named) = (self.topic.reason, subject.is_some());
        self.topic = Topic { base: self.topic.base, ..saved };
        let Some(base) = base.filter(|base| *base != Base::Other) else { return };
        if reason && !named && ordering == Ordering::Equal {
            return;
        }
        let (row, subject) = subject.unwrap_or_else(|| self.current());
        self.topic.subject = Some((row.clone(), subject.clone()));
        if base == Base::Prior && !approximate {
            // No change is a change of nothing, which the other figures can contradict.
            let nothing = Value::Money(Money { value: Decimal::new(0, 2), unit: MoneyUnit::Wan });
            let key = Some(self.key(&row, Measure::Change));
            self.facts.figures.push(Figure {
                place,
                value: nothing,
                unit: String::new(),
                key,
                subject: subject.clone(),
            });
        }
        self.facts.verdicts.push(Verdict { place, area: self.area.clone(), row, subject, base, ordering, approximate });
    }

    fn key(&self, row: &str, measure: Measure) -> Key {
        Key { area: self.area.clone(), row: row.to_owned(), measure, period: Period::Current }
    }

    /// The period that the words name, if it is not the fiscal year.
    fn period(&self, words: &str) -> Period {
        static YEAR: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(20\d\d)年|(上年|去年)").expect("a constant pattern is valid"));
        let Some(found) = YEAR.captures_iter(words).last() else { return Period::Current };
        match found.get(1).and_then(|y| y.as_str().parse::<u16>().ok()) {
            Some(year) if year == self.year => Period::Current,
            Some(year) if year + 1 == self.year => Period::Prior,
            Some(year) => Period::Year(year),
            None => Period::Prior,
        }
    }
}

impl Token {
    fn range(&self) -> (usize, usize) {
        match self {
            Self::Numeral(n) => (n.range.start, n.range.end),
            Self::Verdict { start, end, .. } => (*start, *end),
        }
    }
}

/// Numerals and verdicts of a text, in order.
fn tokens(text: &str, year: u16) -> Vec<Token> {
    let mut tokens: Vec<Token> = numerals(text).into_iter().map(Token::Numeral).collect();
    let may_judge = ["大于", "小于", "高于", "低于", "等于", "超过", "少于", "多于", "持平", "一致", "相同", "相等"];
    if may_judge.iter().any(|word| text.contains(word)) {
        tokens.extend(VERDICT.captures_iter(text).filter_map(|found| verdict(&found, year)));
        tokens.sort_by_key(|token| token.range().0);
    }
    tokens
}

fn verdict(found: &regex::Captures<'_>, year: u16) -> Option<Token> {
    let whole = found.get(0)?;
    let (start, end) = (whole.start(), whole.end());
    if let Some(than) = found.name("than") {
        let ordering = match than.as_str() {
            "大于" | "高于" | "超过" | "多于" => Ordering::Greater,
            "等于" => Ordering::Equal,
            _ => Ordering::Less,
        };
        return Some(Token::Verdict { start, end, base: Some(Base::Budget), ordering, approximate: false });
    }
    let base = found.name("whose").map(|whose| {
        let named = whose.as_str().strip_suffix('年').and_then(|digits| digits.parse::<u16>().ok());
        match named {
            Some(named) if named + 1 != year => Base::Other,
            _ if whose.as_str().contains("预算") => Base::Budget,
            _ => Base::Prior,
        }
    });
    if base.is_none() && &found["flat"] != "持平" {
        return None;
    }
    let approximate = found.name("about").is_some();
    Some(Token::Verdict { start, end, base, ordering: Ordering::Equal, approximate })
}

/// Whether the words after an amount make it the limit of a class.
fn is_threshold(after: &str) -> bool {
    let after = after.trim_start();
    let after = ["（含）", "(含)", "（不含）"].iter().find_map(|mark| after.strip_prefix(mark)).unwrap_or(after);
    ["以上", "及以上", "以下", "及以下"].iter().any(|word| after.starts_with(word))
}

/// The clauses of normalised words, the last one being what stands right before the numeral.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', ';', ':', '。']).map(str::trim)
}

/// Whether words name no subject of their own; before a measure (支出决算为), 支出 and 收入 name none either.
fn subject_is_empty(words: &str, measured: bool, unit_name: Option<&str>) -> bool {
    let unnamed = |form: &str| {
        let rest = form.trim_matches([',', ':', ';', '、', '(', ')']);
        rest.is_empty() || (measured && UNNAMED.contains(&rest))
    };
    // 收入合计 is a name, though 收入 before 合计 is none.
    clause::without_leading(words, unit_name).into_iter().any(unnamed)
        || clause::shortened(words, unit_name).iter().any(|form| form.is_empty())
}

/// Words that say what kind of figure follows, not of what.
const UNNAMED: [&str; 10] =
    ["支出", "收入", "财政拨款", "决算", "决算数", "支出决算", "支出决算数", "完成", "各", "均"];

/// Where a parenthesis opens (the last one that is not closed) or closes (the first one that was not opened).
fn unmatched(words: &str, which: char) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in words.char_indices() {
        match c {
            '(' => open.push(at),
            ')' if open.pop().is_none() && which == ')' => return Some(at),
            _ => {}
        }
    }
    open.first().copied().filter(|_| which == '(')
}

/// Characters at which a name neither begins nor ends.
const NOT_IN_NAMES: &str = ",、;:()为是约达";

/// Whether words can be the name of something: at least two characters that are letters.
fn is_name(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() >= 2 && words.chars().count() <= 60
}

fn negated(value: Value) -> Value {
    let minus = |d: Decimal| Decimal::new(-d.mantissa, d.scale);
    match value {
        Value::Money(money) => Value::Money(Money { value: minus(money.value), ..money }),
        Value::Percent(Percent(decimal)) => Value::Percent(Percent(minus(decimal))),
        Value::Number(decimal) => Value::Number(minus(decimal)),
        Value::Blank => Value::Blank,
    }
}
