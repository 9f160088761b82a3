package dev.vitrine.sqlite;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Listens to the statements that are made, and asks SQLite how it would run them: a cost that grows with the library
/// shows as a scan or as a sort.
public final class QueryPlans extends Handler implements AutoCloseable {
    private static final Logger STATEMENTS = Logger.getLogger(Sql.class.getName());
    private static final Pattern BEGINNING = Pattern.compile(
            "\"\\s*((?:SELECT|INSERT|UPDATE|DELETE|WITH) [^\"]*)\"|\"\"\"\\s*((?:SELECT|INSERT|UPDATE|DELETE|WITH) [^\n]*)\n");
    /// Of the virtual tables of JSON arrays: as many steps as were asked for.
    private static final Pattern SLOW = Pattern.compile("SCAN (?!json_each|CONSTANT ROW|pragma_|\\()|TEMP B-TREE");

    private final Set<String> statements = new ConcurrentSkipListSet<>();

    public QueryPlans() {
        STATEMENTS.setLevel(Level.ALL);
        STATEMENTS.addHandler(this);
    }

    @Override
    public void publish(LogRecord statement) {
        if (!statement.getMessage().startsWith("EXPLAIN")) {
            statements.add(statement.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        STATEMENTS.removeHandler(this);
        STATEMENTS.setLevel(null);
    }

    /// The statements with this in them.
    public List<String> heard(String part) {
        return statements.stream().filter(statement -> statement.contains(part)).toList();
    }

    /// Statements of the sources in this folder that were not made since this began to listen.
    public Set<String> notHeard(Path sources) throws IOException {
        var missing = new TreeSet<String>();
        Set<String> heard = statements.stream().map(QueryPlans::plain).collect(Collectors.toSet());
        for (Path file : FolderContent.in(sources).stream()
                .filter(each -> each.toString().endsWith(".java"))
                .toList()) {
            for (Matcher each = BEGINNING.matcher(Files.readString(file)); each.find(); ) {
                String beginning = plain(each.group(1) == null ? each.group(2) : each.group(1));
                if (heard.stream().noneMatch(statement -> statement.contains(beginning))) {
                    missing.add(file.getFileName() + ": " + beginning);
                }
            }
        }
        return missing;
    }

    /// The slow steps of each statement that has any and does not begin in one of the ways allowed.
    public Map<String, List<String>> slow(Path file, Set<String> allowed) throws SQLException {
        var slow = new TreeMap<String, List<String>>();
        try (Connection connection = new SqliteFile(file).connect()) {
            for (String statement : List.copyOf(statements)) {
                if (statement.startsWith("PRAGMA") || allowed.stream().anyMatch(plain(statement)::startsWith)) {
                    continue;
                }
                List<String> steps = explained(connection, statement).stream()
                        .filter(step -> SLOW.matcher(step).find())
                        .toList();
                if (!steps.isEmpty()) {
                    slow.put(plain(statement), steps);
                }
            }
        }
        return slow;
    }

    /// Indexes that are kept up to date and serve no statement: it reads through all rows of what it was to find.
    public List<String> unusedIndexes(Path file) throws SQLException {
        try (Connection connection = new SqliteFile(file).connect()) {
            var unused = new ArrayList<>(Sql.list(
                    connection,
                    row -> row.getString(1),
                    "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"));
            for (String statement : List.copyOf(statements)) {
                if (!statement.startsWith("PRAGMA")) {
                    List<String> steps = explained(connection, statement);
                    unused.removeIf(index -> steps.stream().anyMatch(step -> step.contains("INDEX " + index + " ")));
                }
            }
            return unused;
        }
    }

    /// How the one statement is run that begins like this.
    public List<String> steps(Path file, String beginning) throws SQLException {
        try (Connection connection = new SqliteFile(file).connect()) {
            for (String statement : List.copyOf(statements)) {
                if (plain(statement).startsWith(beginning)) {
                    return explained(connection, statement);
                }
            }
        }
        throw new AssertionError("Not heard: " + beginning);
    }

    private static List<String> explained(Connection connection, String statement) throws SQLException {
        return Sql.list(connection, row -> row.getString("detail"), "EXPLAIN QUERY PLAN " + statement);
    }

    private static String plain(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }
}
