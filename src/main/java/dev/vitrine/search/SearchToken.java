package dev.vitrine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One piece of a search text: a word, a quoted phrase, or a field with its values.
///
/// @param from first character, the minus sign included
/// @param to the character after it
/// @param excluded whether a minus sign stands before it
/// @param field empty for words
record SearchToken(int from, int to, boolean excluded, Optional<SearchField> field, List<Piece> pieces) {
    /// A value, without quotes and backslashes, and where it stands.
    record Piece(int from, int to, String text, boolean quoted) {}

    static List<SearchToken> of(String text, SearchFields fields) {
        var tokens = new ArrayList<SearchToken>();
        var cursor = new Cursor(text, fields);
        while (cursor.skipSpace()) {
            tokens.add(cursor.token());
        }
        return tokens;
    }

    /// A value as it must be typed so that it is read back the same.
    static String quotedIfNeeded(String value) {
        boolean plain =
                !value.isEmpty() && value.chars().noneMatch(c -> Character.isWhitespace(c) || "\"\\|".indexOf(c) >= 0);
        return plain ? value : quoted(value);
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// A word as it must be typed without quotes: what would mean something else gets a backslash.
    static String escaped(String word) {
        var escaped = new StringBuilder();
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            boolean special = Character.isWhitespace(c) || c == '\\' || c == ':' || at == 0 && (c == '-' || c == '"');
            escaped.append(special ? "\\" : "").append(c);
        }
        return escaped.toString();
    }

    /// A value as it must be typed without quotes.
    static String escapedValue(String value) {
        return escaped(value).replace("|", "\\|");
    }

    private static final class Cursor {
        private final String text;
        private final SearchFields fields;
        private int at;

        Cursor(String text, SearchFields fields) {
            this.text = text;
            this.fields = fields;
        }

        boolean skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length();
        }

        SearchToken token() {
            int from = at;
            boolean excluded = is('-') && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
            if (excluded) {
                at++;
            }
            Optional<SearchField> field = field();
            var pieces = new ArrayList<Piece>();
            pieces.add(piece(field.isPresent()));
            while (field.isPresent() && is('|')) {
                at++;
                pieces.add(piece(true));
            }
            return new SearchToken(from, at, excluded, field, List.copyOf(pieces));
        }

        private Optional<SearchField> field() {
            int end = at;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (end == text.length() || text.charAt(end) != ':') {
                return Optional.empty();
            }
            Optional<SearchField> field = fields.find(text.substring(at, end));
            at = field.isPresent() ? end + 1 : at;
            return field;
        }

        private Piece piece(boolean value) {
            int from = at;
            var read = new StringBuilder();
            if (!is('"')) {
                while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !(value && is('|'))) {
                    at += is('\\') && at + 1 < text.length() ? 1 : 0;
                    read.append(text.charAt(at++));
                }
                return new Piece(from, at, read.toString(), false);
            }
            at++;
            while (at < text.length() && !is('"')) {
                boolean escape = is('\\') && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
                at += escape ? 1 : 0;
                read.append(text.charAt(at++));
            }
            // A quote that is not closed yet reaches to the end: that is how everybody types.
            at = Math.min(at + 1, text.length());
            return new Piece(from, at, read.toString(), true);
        }

        private boolean is(char c) {
            return at < text.length() && text.charAt(at) == c;
        }
    }
}
