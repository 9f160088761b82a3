package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.TestClock;
import dev.vitrine.files.DiskForces;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CatalogBackupsTest {
    private static final Instant DAY = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("catalog.sqlite");
    }

    private static Clock day(int number) {
        return Clock.fixed(DAY.plus(Duration.ofDays(number)), ZoneOffset.UTC);
    }

    private List<String> copies() throws IOException {
        if (Files.notExists(folder.resolve("backups"))) {
            return List.of();
        }
        return FolderContent.names(folder.resolve("backups"));
    }

    private static String add(SqliteCatalog catalog) {
        String id = UUID.randomUUID().toString();
        catalog.put(SampleImages.row(id, "Title of " + id));
        return id;
    }

    @Test
    void aCopyIsOnTheDiskWithItsNameWhenItIsMade() throws Exception {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            List<Path> forced = DiskForces.during(() -> new CatalogBackups(catalog, day(0)).makeIfDue());
            assertEquals(3, forced.size(), forced.toString());
            assertEquals(folder, forced.getFirst()); // the folder of the copies is new
            assertTrue(forced.get(1).toString().endsWith(WholeFile.SUFFIX), forced.toString());
            assertEquals(folder.resolve("backups"), forced.getLast());
        }
    }

    @Test
    void oneCopyADayIsMadeAndThreeAreKept() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            for (int number = 0; number < 5; number++) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
        }
        List<String> copies = copies();
        assertEquals(3, copies.size(), copies.toString());
        assertTrue(copies.getFirst().startsWith("catalog-2026-11-30-"), copies.toString());
        assertTrue(copies.getLast().startsWith("catalog-2026-12-02-"), copies.toString());
    }

    @Test
    void copiesOfDaysToComeDoNotPushOutThoseOfToday() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            for (int number = 30; number < 34; number++) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
            for (int number = 0; number < 5; number++) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
        }
        List<String> days = copies().stream().map(copy -> copy.substring(8, 18)).toList();
        assertEquals(List.of("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-29", "2026-12-30", "2026-12-31"), days);
    }

    @Test
    void aClockThatFellBackByYearsRemovesNoCopy() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            for (int number : new int[] {0, 1, 2, -9000, -8999, -8998, -8997}) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
        }
        assertEquals(6, copies().size(), copies().toString());
        assertTrue(copies().getLast().startsWith("catalog-2026-11-30-"), copies().toString());
    }

    @Test
    void aCopyHasEverythingAndIsACatalogOfItsOwn() throws IOException {
        String identity;
        String id;
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            id = add(catalog);
            identity = catalog.identity();
            new CatalogBackups(catalog, day(0)).makeIfDue();
            add(catalog);
        }
        assertEquals(1, copies().size(), "nothing temporary stays: " + copies());
        Path restored = restore().copy();
        assertEquals(CatalogCopies.newest(file).orElseThrow(), restored);
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            assertEquals(List.of(id), catalog.idsAfter("", 10));
            assertEquals("Title of " + id, catalog.find(id).orElseThrow().title());
            assertNotEquals(identity, catalog.identity());
        }
        assertTrue(Files.exists(folder.resolve("backups/replaced-" + DAY.toEpochMilli() + "/catalog.sqlite")));
    }

    /// A lost catalog that was begun anew must not push out the copies that can bring it back.
    @Test
    void anEmptyOrOtherCatalogLeavesTheCopiesAlone() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            new CatalogBackups(catalog, day(0)).makeIfDue();
        }
        String first = copies().getFirst();
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("catalog.sqlite" + end));
        }
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            new CatalogBackups(catalog, day(1)).makeIfDue();
            assertEquals(List.of(first), copies());
            add(catalog);
            for (int number = 1; number < 6; number++) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
        }
        assertEquals(4, copies().size(), copies().toString());
        assertTrue(copies().contains(first));
    }

    /// Then the catalog may be closed, and the copy that is due made by whoever closes.
    @Test
    void noCopyIsBeingMadeAnyMoreWhenTheBackgroundIsClosed() throws Exception {
        Thread closer = Thread.currentThread();
        var begun = new CountDownLatch(1);
        var isClosing = new AtomicBoolean();
        var isClosed = new AtomicBoolean();
        var wasClosed = new CompletableFuture<Boolean>();
        var slow = TestClock.of(() -> {
            begun.countDown();
            Eventually.await(() -> isClosed.get() || isClosing.get() && closer.getState() == Thread.State.WAITING);
            wasClosed.complete(isClosed.get());
            return DAY;
        });
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            AutoCloseable background = CatalogBackups.inBackground(catalog, slow, false, Duration.ZERO);
            begun.await();
            isClosing.set(true);
            background.close();
            isClosed.set(true);
            assertFalse(wasClosed.get());
        }
    }

    @Test
    void anInterruptedCopyLeavesNothing() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            for (int i = 0; i < 300; i++) {
                add(catalog);
            }
            var backups = new CatalogBackups(catalog, day(0));
            Thread.currentThread().interrupt();
            assertThrows(ImageException.Cancelled.class, backups::makeIfDue);
            assertTrue(Thread.interrupted());
            assertEquals(List.of(), copies());
            backups.makeIfDue();
            assertFalse(copies().isEmpty());
        }
    }

    /// The other program would go on with the file that was moved away: what it writes then would be lost.
    @Test
    void aCatalogThatAnotherProgramHasOpenIsNotReplaced() throws Exception {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            new CatalogBackups(catalog, day(0)).makeIfDue();
        }
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsOpen.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('!', other.getInputStream().read());
            assertThrows(ImageException.Conflict.class, this::restore);
            assertTrue(Files.exists(file));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(folder.resolve("catalog.sqlite-shm")), "left by the killed program");
        restore();
    }

    static final class HoldsOpen {
        static void main(String[] args) throws IOException {
            try (SqliteCatalog _ = SqliteCatalog.open(Path.of(args[0]))) {
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }

    private CatalogRestore.RestoredCatalog restore() {
        return CatalogRestore.restore(file, CatalogCopies.newest(file).orElseThrow(), Set.of(), day(0));
    }

    /// The first import of a library goes on for hours after the copy of its first seconds.
    @Test
    void aCopyOfTodayThatLacksHalfOfTheRowsIsMadeAgain() {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            var backups = new CatalogBackups(catalog, day(0));
            var copied = new ArrayList<Long>();
            for (int rows : new int[] {3, 2, 1, 20}) {
                for (int i = 0; i < rows; i++) {
                    add(catalog);
                }
                backups.makeIfDue();
                copied.add(CatalogKeys.count(CatalogCopies.newest(file).orElseThrow()));
            }
            catalog.deleteAll(catalog.idsAfter("", 25));
            backups.makeIfDue();
            copied.add(CatalogKeys.count(CatalogCopies.newest(file).orElseThrow()));
            assertEquals(List.of(3L, 3L, 6L, 26L, 26L), copied);
        }
    }

    /// Rows went missing, and nobody noticed for days.
    @Test
    void copiesThatLackRowsDoNotPushOutTheLastThatHasThem() throws IOException {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            var ids = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                ids.add(add(catalog));
            }
            new CatalogBackups(catalog, day(0)).makeIfDue();
            catalog.deleteAll(ids.subList(2, ids.size()));
            for (int number = 1; number < 9; number++) {
                new CatalogBackups(catalog, day(number)).makeIfDue();
            }
        }
        assertEquals(
                List.of("2026-11-28", "2026-12-04", "2026-12-05", "2026-12-06"),
                copies().stream()
                        .map(name -> name.substring("catalog-".length(), "catalog-2026-11-28".length()))
                        .toList());
    }

    /// Of two catalogs, the lost one and the new, whose names tell the same day.
    @Test
    void ofTwoCopiesOfOneDayTheLaterIsTheNewest() throws IOException {
        Path backups = Files.createDirectories(folder.resolve("backups"));
        Path earlier = Files.createFile(backups.resolve("catalog-2026-11-28-ffffffff.sqlite"));
        Path later = Files.createFile(backups.resolve("catalog-2026-11-28-00000000.sqlite"));
        Files.setLastModifiedTime(earlier, FileTime.from(DAY));
        Files.setLastModifiedTime(later, FileTime.from(DAY.plusSeconds(60)));
        assertEquals(List.of(later, earlier), CatalogCopies.in(backups));
        assertEquals(
                List.of(DAY.plusSeconds(60), DAY),
                CatalogCopies.choice(file, Set.of()).copies().stream()
                        .map(CatalogCopy::madeAt)
                        .toList());
    }

    /// The index on this machine would take the second for a later state of the first.
    @Test
    void aCopyThatIsPutBackTwiceIsAnotherCatalogEachTime() {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            new CatalogBackups(catalog, day(0)).makeIfDue();
        }
        restore();
        String first = identity();
        CatalogRestore.restore(file, CatalogCopies.newest(file).orElseThrow(), Set.of(), day(1));
        assertNotEquals(first, identity());
    }

    private String identity() {
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            return catalog.identity();
        }
    }

    /// Also in a folder that others may look into: the copies have all titles in them.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void copiesAndWhatIsMadeOfThemAreForTheirOwnerAlone() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            add(catalog);
            new CatalogBackups(catalog, day(0)).makeIfDue();
        }
        restore();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.skip(1).toList()) {
                assertTrue(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each))
                                .endsWith("------"),
                        each.toString());
            }
        }
    }
}
