package dev.vitrine.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text as people search it: letter case, accents and typographic variants do not matter, words are runs of letters and digits.
public final class Words {
    private Words() {
    }

    /// The text without accents and in one letter case; ligatures and width variants become plain letters.
    public static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Upper case first: it spells out ß, and both kinds of small sigma become one letter.
        String decomposed = Normalizer.normalize(text.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isMark(c)).forEach(c -> appendFolded(folded, c));
        return folded.toString();
    }

    /// The words of a text, folded, in order. Signs of scripts written without spaces, and pictographs, are a word each.
    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        String folded = fold(text);
        int start = -1;
        for (int at = 0; at < folded.length(); ) {
            int c = folded.codePointAt(at);
            boolean alone = isWordByItself(c);
            boolean inWord = !alone && Character.isLetterOrDigit(c);
            if (start >= 0 && !inWord) {
                words.add(folded.substring(start, at));
                start = -1;
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (inWord && start < 0) {
                start = at;
            }
            at += Character.charCount(c);
        }
        if (start >= 0) {
            words.add(folded.substring(start));
        }
        return words;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    private static boolean isWordByItself(int c) {
        if (c < 0x2000) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return Character.getType(c) == Character.OTHER_SYMBOL
                || script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }

    /// Letters that Unicode does not decompose but that people type without their stroke.
    private static void appendFolded(StringBuilder folded, int c) {
        switch (c) {
            case 'ł' -> folded.append('l');
            case 'ø' -> folded.append('o');
            case 'đ', 'ð' -> folded.append('d');
            case 'ħ' -> folded.append('h');
            case 'ı' -> folded.append('i');
            case 'ς' -> folded.append('σ');
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            default -> folded.appendCodePoint(c);
        }
    }
}
