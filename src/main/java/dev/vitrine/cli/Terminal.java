package dev.vitrine.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;

/// Where a command writes: answers to `out`, everything else to `err`; and what it is handed on `in`.
///
/// @param interactive a person watches on a terminal: then progress is drawn and questions may be asked
record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    static Terminal ofProcess() {
        Console console = System.console();
        return new Terminal(System.in, AnswerStream.ofProcess(), System.err, console != null && console.isTerminal());
    }

    /// Whether a part of an answer did not arrive, though somebody waits for it.
    boolean isTorn() {
        return out.checkError() && !(out instanceof AnswerStream answers && answers.isReaderGone());
    }

    /// A sentence of the answer.
    ///
    /// @param key in `commands.properties`
    void say(String key, Object... arguments) {
        sayLine(CommandTexts.of(key, arguments));
    }

    /// A sentence beside the answer.
    ///
    /// @param key in `commands.properties`
    void note(String key, Object... arguments) {
        noteLine(CommandTexts.of(key, arguments));
    }

    void sayLine(String text) {
        out.println(safe(text));
    }

    void noteLine(String text) {
        err.println(safe(text));
    }

    /// Text from a row or a file name on one line, with everything escaped by which it could command a terminal or
    /// disguise itself.
    static String safe(String text) {
        if (text.codePoints().allMatch(Terminal::isHarmless)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (isHarmless(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                escape(safe, codePoint);
            }
        });
        return safe.toString();
    }

    /// The same for text in JSON, where such characters only stand within strings, and this is how those are
    /// written.
    static String safeJson(String json) {
        var safe = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (codePoint == '\n' || isHarmless(codePoint)) {
                safe.appendCodePoint(codePoint);
            } else {
                escape(safe, codePoint);
            }
        });
        return safe.toString();
    }

    private static void escape(StringBuilder into, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            into.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
