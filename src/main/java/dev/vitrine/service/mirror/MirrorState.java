package dev.vitrine.service.mirror;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.WholeFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What a mirror knows about itself across restarts, in a small file beside its catalog. It runs behind the catalog,
/// never ahead: what was done twice does no harm, what was skipped would.
final class MirrorState {
    private static final String DONE = "done";

    private final Path file;
    private final Properties values = new Properties();

    MirrorState(Path file) {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (NoSuchFileException _) {
            // A new mirror.
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        } catch (IllegalArgumentException _) {
            // Damaged: then as if new, since everything can be read again.
            values.clear();
        }
    }

    /// When the last complete reading, or the last look at the feed, was up to date.
    synchronized Optional<Instant> asOf() {
        return time("as-of");
    }

    synchronized Optional<String> feedPosition() {
        return Optional.ofNullable(values.getProperty("feed"));
    }

    synchronized boolean isFilling() {
        return values.containsKey("fill-started");
    }

    synchronized Optional<Instant> fillStarted() {
        return time("fill-started");
    }

    /// How many parts the rows were divided into when filling began: tokens are of no use with another number.
    synchronized int parts() {
        try {
            return Integer.parseInt(values.getProperty("parts", "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    synchronized boolean isDone(String part) {
        return DONE.equals(values.getProperty("part." + part));
    }

    synchronized Optional<String> token(String part) {
        return Optional.ofNullable(values.getProperty("part." + part))
                .filter(token -> token.startsWith("after "))
                .map(token -> token.substring(6));
    }

    synchronized void beginFill(Instant now, int parts, Optional<String> feedEnd) {
        values.keySet().removeIf(key -> key.toString().startsWith("part."));
        values.setProperty("fill-started", now.toString());
        values.setProperty("parts", Integer.toString(parts));
        feedEnd.ifPresentOrElse(position -> values.setProperty("feed", position), () -> values.remove("feed"));
        save();
    }

    synchronized void reached(String part, Optional<String> token) {
        values.setProperty("part." + part, token.map(after -> "after " + after).orElse(DONE));
        save();
    }

    synchronized void endFill() {
        fillStarted().ifPresent(started -> values.setProperty("as-of", started.toString()));
        values.keySet()
                .removeIf(key -> key.toString().startsWith("part.")
                        || List.of("fill-started", "parts", "stale").contains(key));
        save();
    }

    /// Forgets where the feed was and that there was a complete reading; the time shown as “as of” stays true.
    synchronized void lose() {
        values.keySet()
                .removeIf(key -> key.toString().startsWith("part.")
                        || List.of("feed", "fill-started", "parts").contains(key));
        values.setProperty("stale", "true");
        save();
    }

    synchronized boolean isStale() {
        return values.containsKey("stale");
    }

    synchronized void followed(String position, Instant now) {
        values.setProperty("feed", position);
        values.setProperty("as-of", now.toString());
        save();
    }

    private Optional<Instant> time(String name) {
        try {
            return Optional.ofNullable(values.getProperty(name)).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void save() {
        try {
            Files.createDirectories(WholeFile.folderOf(file));
            var text = new StringWriter();
            values.store(text, null);
            AtomicFile.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailures.writing(WholeFile.folderOf(file), e);
        }
    }
}
