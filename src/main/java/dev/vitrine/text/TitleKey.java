package dev.vitrine.text;

/// Titles in the order people expect: letter case and accents do not matter, “IMG 2” comes before “IMG 10”, images
/// without title come last.
public final class TitleKey {
    private static final String LAST = "\uffff";

    private TitleKey() {}

    /// A text whose plain comparison gives that order: every number is preceded by its length.
    public static String of(String title) {
        if (title.isEmpty()) {
            return LAST;
        }
        String folded = Folding.fold(title);
        var key = new StringBuilder(folded.length() + 4);
        for (int at = 0; at < folded.length(); ) {
            if (!isDigit(folded.charAt(at))) {
                key.append(folded.charAt(at++));
                continue;
            }
            int end = at;
            while (end < folded.length() && isDigit(folded.charAt(end))) {
                end++;
            }
            while (at < end - 1 && folded.charAt(at) == '0') {
                at++;
            }
            key.append('0').append((char) (end - at)).append(folded, at, end);
            at = end;
        }
        return key.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
