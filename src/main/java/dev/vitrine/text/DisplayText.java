package dev.vitrine.text;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Text of rows and files, fit to be shown: one line, no control or invisible formatting characters, not endless.
/// Others may have written it, and it takes the same time however long it is.
public final class DisplayText {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_QUOTED = 100;
    /// A person has to find it.
    private static final int LONGEST_PATH = 1000;

    private DisplayText() {}

    public static String line(String raw) {
        return visible(beginning(raw, LONGEST_LINE)).strip().replaceAll(" {2,}", " ");
    }

    /// As it stands in a sentence: in quotation marks, and of a long text its beginning and end.
    public static String quoted(@Nullable Object raw) {
        return "“" + shortened(String.valueOf(raw), LONGEST_QUOTED) + "”";
    }

    public static String quoted(@Nullable Path raw) {
        return "“" + shortened(String.valueOf(raw), LONGEST_PATH) + "”";
    }

    /// Beginning and end, of about `max` characters together.
    public static String shortened(String raw, int max) {
        if (raw.length() <= max) {
            return visible(raw);
        }
        int end = max / 3;
        return visible(beginning(raw, max - end)) + "…" + visible(raw.substring(raw.length() - end));
    }

    /// The beginning of a text that is longer than a line has room for, with nothing else changed: for output that
    /// makes its text harmless by itself. No character is cut in two.
    public static String clipped(String raw) {
        if (raw.length() <= LONGEST_LINE) {
            return raw;
        }
        boolean isWithin = Character.isSurrogatePair(raw.charAt(LONGEST_LINE - 1), raw.charAt(LONGEST_LINE));
        return beginning(raw, isWithin ? LONGEST_LINE - 1 : LONGEST_LINE) + "…";
    }

    private static String beginning(String raw, int max) {
        return raw.substring(0, Math.min(max, raw.length()));
    }

    /// Half a character, where a text was cut, is one of those that are not shown.
    private static String visible(String raw) {
        var visible = new StringBuilder();
        raw.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean belongs = !visible.isEmpty() && Joiners.belongs(visible.codePointBefore(visible.length()), c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT && !belongs
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || c == 0xFFFD;
            visible.appendCodePoint(hidden ? ' ' : c);
        });
        return visible.toString();
    }
}
