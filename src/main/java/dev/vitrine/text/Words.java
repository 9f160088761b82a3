package dev.vitrine.text;

import java.util.ArrayList;
import java.util.List;

/// The words of a text as people search it: runs of letters and digits, folded.
public final class Words {
    private Words() {}

    /// In order. Signs of scripts written without spaces, and pictographs, are a word each.
    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        String folded = Folding.fold(text);
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

    /// Whether somebody who types this means that word: it stands anywhere in it or, when it is but one letter, at
    /// its beginning, as one letter is in nearly every word.
    ///
    /// @param part folded, as all words are
    public static boolean isPart(String part, String word) {
        return isPartAnywhere(part) ? word.contains(part) : word.startsWith(part);
    }

    public static boolean isPartAnywhere(String part) {
        return part.codePointCount(0, part.length()) > 1;
    }

    private static boolean isWordByItself(int c) {
        if (c < 0x2000) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return Character.getType(c) == Character.OTHER_SYMBOL
                || script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }
}
