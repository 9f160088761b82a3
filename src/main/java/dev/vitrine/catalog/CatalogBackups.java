package dev.vitrine.catalog;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Copies of the catalog of a local library, which is all there is of titles and tags: one a day at most, in
/// `backups` beside it, the newest three of each catalog kept, and the one with the most rows: should rows go
/// missing, those copies that lack them do not push out the last that has them.
///
/// A catalog without rows is not worth a copy, and a new one that takes the place of a lost one does not push the
/// copies of that out; nor do those of days to come, when a clock was ahead, push out the ones of today. Each copy
/// is a catalog of its own: put in place by hand, it is never taken for the one that it was made of.
public final class CatalogBackups {
    private static final System.Logger LOG = System.getLogger(CatalogBackups.class.getName());
    private static final int KEPT = 3;
    private static final Duration AFTER_OPENING = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final SqliteCatalog catalog;
    private final Path folder;
    private final Clock clock;

    public CatalogBackups(SqliteCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
        folder = CatalogCopies.folder(catalog.database().file());
    }

    /// Makes them in the background while the library is open, so that neither opening nor anybody's work waits.
    ///
    /// @param catchesUp makes a copy that is due when it is closed: for programs that do not run for long
    public static AutoCloseable inBackground(SqliteCatalog catalog, Clock clock, boolean catchesUp) {
        return inBackground(catalog, clock, catchesUp, AFTER_OPENING);
    }

    /// @param first how long after the opening
    static AutoCloseable inBackground(SqliteCatalog catalog, Clock clock, boolean catchesUp, Duration first) {
        var backups = new CatalogBackups(catalog, clock);
        var closed = new Wakeup();
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("catalog-backup")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> backups.makeNowAndThen(first, closed));
        return () -> {
            closed.wake();
            thread.interrupt();
            Threads.awaitEnd(thread);
            if (catchesUp) {
                backups.makeOrLog();
            }
        };
    }

    private void makeNowAndThen(Duration first, Wakeup closed) {
        try {
            Duration pause = first;
            while (!closed.sleep(pause)) {
                makeOrLog();
                pause = LOOK_AGAIN;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the library closes
        }
    }

    private void makeOrLog() {
        try {
            makeIfDue();
        } catch (ImageException.Cancelled _) {
            LOG.log(Level.DEBUG, "closed while the catalog was copied; the next start makes the copy");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Today's copy of the catalog could not be made in " + folder, e);
        }
    }

    /// Makes the copy of today, unless it is there with more than half of the rows, or there is nothing to copy.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted; nothing is left then
    public void makeIfDue() {
        String identity = CatalogCopies.shortened(catalog.identity());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Path file = folder.resolve("catalog-" + today + "-" + identity + ".sqlite");
        if (catalog.idsAfter("", 1).isEmpty() || hasMost(file)) {
            return;
        }
        try {
            OwnerOnly.createFolders(folder);
            Leftovers.sweep(folder);
            try (var copy = WholeFile.ownerOnly(folder)) {
                catalog.copyTo(copy.temporary());
                copy.publishOver(file);
            }
            removeOld(CatalogCopies.in(folder, today).stream()
                    .filter(copy -> copy.getFileName().toString().endsWith("-" + identity + ".sqlite"))
                    .toList());
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// A first import goes on for hours after the copy of its first seconds.
    private boolean hasMost(Path copy) {
        return Files.exists(copy)
                && 2 * CatalogKeys.count(copy)
                        > CatalogKeys.count(catalog.database().file());
    }

    /// @param copies newest first
    private static void removeOld(List<Path> copies) throws IOException {
        if (copies.size() <= KEPT) {
            return;
        }
        Path fullest = copies.getFirst();
        long max = CatalogKeys.count(fullest);
        for (Path older : copies) {
            long rows = CatalogKeys.count(older);
            if (rows > max) {
                max = rows;
                fullest = older;
            }
        }
        for (Path old : copies.subList(KEPT, copies.size())) {
            if (!old.equals(fullest)) {
                Files.deleteIfExists(old);
            }
        }
    }
}
