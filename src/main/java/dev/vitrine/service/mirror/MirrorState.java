package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a mirror knows about itself across restarts, in the file of its catalog: whoever removes one removes both. It
/// runs behind the catalog, never ahead: what was done twice does no harm, what was skipped would.
final class MirrorState {
    private static final System.Logger LOG = System.getLogger(MirrorState.class.getName());
    private static final String DONE = "done";

    private final SqliteCatalog catalog;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Map<String, String> values;

    MirrorState(SqliteCatalog catalog) {
        this.catalog = catalog;
        this.values = new TreeMap<>(catalog.mirrorState());
    }

    /// Once this was a file beside the catalog, and could speak of another one. So what it says is shown, and
    /// everything is read again.
    static void takeOver(Path formerFile, SqliteCatalog catalog) {
        var former = new Properties();
        try {
            try (Reader reader = Files.newBufferedReader(formerFile)) {
                former.load(reader);
            } catch (IllegalArgumentException e) {
                LOG.log(Level.INFO, "The state of the mirror was damaged", e);
            }
            String asOf = former.getProperty("as-of", "");
            if (!asOf.isEmpty() && catalog.mirrorState().isEmpty()) {
                catalog.setMirrorState(Map.of("as-of", asOf, "stale", "true"));
            }
            Files.delete(formerFile);
        } catch (NoSuchFileException _) {
            // There was none.
        } catch (IOException e) {
            throw FileFailures.reading(formerFile.toString(), e);
        }
    }

    /// When the last complete reading, or the last look at the feed, was up to date.
    Optional<Instant> asOf() {
        return time("as-of");
    }

    Optional<String> feedPosition() {
        return Optional.ofNullable(values.get("feed"));
    }

    boolean isFilling() {
        return values.containsKey("fill-started");
    }

    Optional<Instant> fillStarted() {
        return time("fill-started");
    }

    /// How many parts the rows were divided into when filling began: tokens are of no use with another number.
    int parts() {
        return number("parts");
    }

    boolean isDone(String part) {
        return DONE.equals(values.get("part." + part));
    }

    Optional<String> token(String part) {
        return Optional.ofNullable(values.get("part." + part))
                .filter(token -> token.startsWith("after "))
                .map(token -> token.substring(6));
    }

    void beginFill(Instant now, int parts, Optional<String> feedEnd) {
        change(values -> {
            values.keySet().removeIf(key -> key.startsWith("part."));
            values.put("fill-started", now.toString());
            values.remove("hidden");
            values.put("parts", Integer.toString(parts));
            feedEnd.ifPresentOrElse(position -> values.put("feed", position), () -> values.remove("feed"));
        });
    }

    /// Rows of others that the last complete reading, or the one under way, came across and that are not shown.
    int hidden() {
        return number("hidden");
    }

    /// @param hidden rows of the page that are not shown
    void reached(String part, Optional<String> token, int hidden) {
        change(values -> {
            values.put("part." + part, token.map(after -> "after " + after).orElse(DONE));
            values.put("hidden", Integer.toString(hidden() + hidden));
        });
    }

    void endFill() {
        change(values -> {
            fillStarted().ifPresent(started -> values.put("as-of", started.toString()));
            values.keySet()
                    .removeIf(key -> key.startsWith("part.")
                            || List.of("fill-started", "parts", "stale").contains(key));
        });
    }

    /// Forgets where the feed was and that there was a complete reading; the time shown as “as of” stays true.
    void lose() {
        change(values -> {
            values.keySet()
                    .removeIf(key -> key.startsWith("part.")
                            || List.of("feed", "fill-started", "parts").contains(key));
            values.put("stale", "true");
        });
    }

    boolean isStale() {
        return values.containsKey("stale");
    }

    void followed(String position, Instant now) {
        change(values -> {
            values.put("feed", position);
            values.put("as-of", now.toString());
        });
    }

    /// 0 when it is not known.
    private int number(String name) {
        try {
            return Integer.parseInt(values.getOrDefault(name, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private Optional<Instant> time(String name) {
        try {
            return Optional.ofNullable(values.get(name)).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void change(Consumer<Map<String, String>> change) {
        changing.lock();
        try {
            var changed = new TreeMap<>(values);
            change.accept(changed);
            catalog.setMirrorState(changed);
            values = changed;
        } finally {
            changing.unlock();
        }
    }
}
