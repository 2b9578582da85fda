//! Some PDF writers map characters such as 支 or 见 to the radical of the same shape. These are the characters meant.

/// What the Kangxi radicals from U+2F00 on stand for.
const KANGXI: &str = "\
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement block…
const SUPPLEMENT: &str = "\
⺁⺃⺄⺅⺇⺉⺋⺏⺓⺕⺘⺜⺝⺟⺠⺡⺤⺩⺪⺫⺭⺮⺯⺶⺼⺾⻁⻂⻄⻅⻆⻈⻉⻋⻌⻎⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻠\
⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻲⻳";
/// … and what they stand for, in the same order.
const SUPPLEMENT_MEANS: &str = "\
厂乙乙亻几刂㔾尣幺彐扌日月母民氵爫王疋目礻竹糹羊月艹虎衤西见角讠贝车辶辶阝钅長镸长门阝青韦页风飞食饣\
马骨鬼鱼鸟卤麦黄齐齐齿齿龙龙龟龟";

/// The ordinary character for a radical; any other character as it is.
pub(super) fn unified(ch: char) -> char {
    let code = u32::from(ch);
    let found = if (0x2f00..=0x2fd5).contains(&code) {
        KANGXI.chars().nth((code - 0x2f00) as usize)
    } else {
        SUPPLEMENT.chars().zip(SUPPLEMENT_MEANS.chars()).find_map(|(from, to)| (from == ch).then_some(to))
    };
    found.unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn radicals_become_the_characters_they_look_like() {
        assert_eq!(
            "\u{2f40}\u{2ec5}\u{2ed3}\u{2fa6}\u{2f49}\u{2f00}".chars().map(unified).collect::<String>(),
            "支见长金月一"
        );
        assert_eq!(unified('支'), '支');
        assert_eq!(unified('\u{2fd5}'), '龠');
    }
}
