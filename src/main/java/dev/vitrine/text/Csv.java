package dev.vitrine.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tables as comma-separated values (RFC 4180), for spreadsheets.
///
/// A spreadsheet runs a cell that begins like a formula, and rewrites one that looks like a number or a date: `007`
/// becomes 7. Such a cell gets an apostrophe in front and loses it when it is read again.
public final class Csv {
    /// Without it spreadsheets take UTF-8 for something else.
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[0-9.,:/ eE%+-]*[0-9][0-9.,:/ eE%+-]*");
    /// As a spreadsheet prints it itself, and not longer than it can count.
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private Csv() {}

    /// One line with its end.
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = isGuarded(text) ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /// What a cell meant before it was guarded.
    public static String unguarded(String cell) {
        return cell.startsWith("'") && isGuarded(cell) ? cell.substring(1) : cell;
    }

    /// With apostrophes of its own in front it is guarded too, so that every text comes back as it was.
    private static boolean isGuarded(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        String inside = text.substring(start);
        return !inside.isEmpty()
                && (FORMULA_STARTS.indexOf(inside.charAt(0)) >= 0
                        || inside.equalsIgnoreCase("true")
                        || inside.equalsIgnoreCase("false")
                        || LIKE_A_NUMBER.matcher(inside).matches()
                                && !NUMBER.matcher(inside).matches());
    }
}
