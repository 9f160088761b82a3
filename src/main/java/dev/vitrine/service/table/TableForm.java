package dev.vitrine.service.table;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// How a table is written.
public enum TableForm {
    /// A line of names, then a line for each image: for people and spreadsheets.
    CSV,
    /// A JSON object on each line: for programs.
    JSONL;

    private static final Pattern JSON_NAME = Pattern.compile("(?is).*\\.(jsonl|ndjson|json)");

    private static final Pattern CSV_NAME = Pattern.compile("(?is).*\\.csv");

    /// Whether a file says by its name that it is a table.
    static boolean isNamed(Path file) {
        return of(file) == JSONL || CSV_NAME.matcher(file.toString()).matches();
    }

    /// By the name of the file.
    public static TableForm of(Path file) {
        return JSON_NAME.matcher(file.toString()).matches() ? JSONL : CSV;
    }
}
