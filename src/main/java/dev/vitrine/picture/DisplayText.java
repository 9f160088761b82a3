package dev.vitrine.picture;

/// Text from files, fit to be shown: one line, no control or invisible formatting characters, not endless.
final class DisplayText {
    private static final int LONGEST = 200;

    private DisplayText() {}

    static String line(String raw) {
        var line = new StringBuilder();
        raw.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || c == 0xFFFD;
            line.appendCodePoint(hidden ? ' ' : c);
        });
        return line.toString().strip().replaceAll(" {2,}", " ");
    }
}
