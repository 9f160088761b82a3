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

    /// Workbooks, and columns that tabs separate, as spreadsheets and databases have them.
    private static final Pattern OTHER_NAME =
            Pattern.compile("(?i).*\\.(xls[xmb]?|ods|fods|numbers|tsv|tab|parquet|html?|xml|pdf|sqlite3?|db|zip|gz)");

    /// Whether a file says by its name that it is a table.
    static boolean isNamed(Path file) {
        return of(file) == JSONL || CSV_NAME.matcher(file.toString()).matches();
    }

    /// Whether a file says by its name that it is something else than a table is written as.
    public static boolean isNamedOtherwise(Path file) {
        return OTHER_NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /// The file that is meant by a name in a form to save a table in, which is to end as a table does.
    public static Path named(Path chosen) {
        String name = String.valueOf(chosen.getFileName());
        return name.contains(".") && !isNamedOtherwise(chosen) ? chosen : chosen.resolveSibling(name + ".csv");
    }

    /// By the name of the file.
    public static TableForm of(Path file) {
        return JSON_NAME.matcher(file.toString()).matches() ? JSONL : CSV;
    }
}
