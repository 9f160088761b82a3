package dev.vitrine.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/// The one form in which texts are compared when somebody looks for something: letter case, accents and typographic
/// variants do not matter.
///
/// Vowel signs of Indic scripts are accents here too: looking finds too much rather than too little. So what is folded
/// says where to look, never that two names are the same: for that there is [#caseless].
public final class Folding {
    private Folding() {}

    /// The text without accents and in one letter case; ligatures and width variants become plain letters.
    public static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Upper case first: it spells out ß, and both kinds of small sigma become one letter.
        String decomposed = Normalizer.normalize(text.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isMark(c)).forEach(c -> appendFolded(folded, c));
        return folded.toString();
    }

    /// Equal for names that are one but for their letter case and the encoding of their accents.
    public static String caseless(String name) {
        String composed = composed(name);
        var caseless = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> caseless.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
        return caseless.toString();
    }

    /// The name that is there already and is the typed one but for its letter case and the encoding of its accents;
    /// the typed one when that is there itself, or none like it.
    ///
    /// @param known of several alike, the first is taken
    public static String known(String typed, Collection<String> known) {
        String caseless = caseless(typed);
        return known.contains(typed)
                ? typed
                : known.stream()
                        .filter(name -> caseless(name).equals(caseless))
                        .findFirst()
                        .orElse(typed);
    }

    /// The text as it is stored: accents in one encoding (NFC), and half a surrogate pair, which no store can hold,
    /// replaced by U+FFFD.
    public static String composed(String text) {
        return isPlain(text) ? text : Normalizer.normalize(wellFormed(text), Normalizer.Form.NFC);
    }

    private static String wellFormed(String text) {
        var whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(c < 0xD800 || c > 0xDFFF ? c : 0xFFFD));
        return whole.toString();
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
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
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
