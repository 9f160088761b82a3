package dev.vitrine.service.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a folder, whose files are as old as the clock says.
class PublishedRowsTest {
    private static final String TABLE = "arn:table/pictures";

    @TempDir
    private Path folder;

    @AutoClose
    private FolderObjectStore objects;

    @BeforeEach
    void open() {
        objects = new FolderObjectStore(folder);
    }

    @Test
    void eachCopyHasTheNextNumberAndTheNewestComesFirst() {
        assertEquals(1, publish(Duration.ZERO, 10).orElseThrow().number());
        assertEquals(2, publish(Duration.ZERO, 20).orElseThrow().number());
        assertEquals(List.of(2L, 1L), numbers());
        assertEquals(20, at(Duration.ZERO).list().newest().orElseThrow().rows());
    }

    @Test
    void copiesOfOtherTablesAreNotSeen() {
        publish(Duration.ZERO, 10);
        var other = new PublishedRows(objects, "others", () -> TABLE, folder, Clock.systemUTC());
        assertEquals(Optional.empty(), other.list().newest());
    }

    @Test
    void nobodyPublishesWhileSomebodyElseDoes() {
        PublishedRows rows = at(Duration.ZERO);
        new RowsPublication(rows).run(rows.list(), file -> {
            assertTrue(publish(Duration.ZERO, 5).isPresent(), "it was faster");
            return 10L;
        });
        assertEquals(List.of(1L), numbers());
        assertEquals(5, at(Duration.ZERO).list().newest().orElseThrow().rows());
    }

    /// It was killed: nothing came of its claim.
    @Test
    void aClaimOfWhichNothingCameIsNotMindedAfterAnHour() {
        forge("00000001.claim", new byte[1]);
        age(Duration.ofMinutes(59));
        assertEquals(Optional.empty(), publish(Duration.ZERO, 10));
        age(Duration.ofMinutes(2));
        assertEquals(2, publish(Duration.ZERO, 10).orElseThrow().number());
        assertEquals(
                List.of(2L),
                at(Duration.ZERO).list().claims().stream()
                        .map(PublishedRows.Claim::number)
                        .toList(),
                "it is removed");
    }

    @Test
    void ofSeveralThatSawTheSameOneWins() {
        PublishedRows one = at(Duration.ZERO);
        PublishedRows two = at(Duration.ZERO);
        var seenByBoth = one.list();
        assertTrue(new RowsPublication(one).run(seenByBoth, _ -> 10L).isPresent());
        assertEquals(Optional.empty(), new RowsPublication(two).run(seenByBoth, _ -> 11L));
        assertEquals(List.of(1L), numbers());
        assertTrue(new RowsPublication(two).run(two.list(), _ -> 13L).isPresent());
        assertEquals(List.of(2L, 1L), numbers());
    }

    @Test
    void whoFailsIsInNobodysWay() {
        PublishedRows failing = at(Duration.ZERO);
        assertThrows(
                IllegalStateException.class,
                () -> new RowsPublication(failing).run(failing.list(), _ -> {
                    throw new IllegalStateException("no room");
                }));
        assertEquals(1, publish(Duration.ZERO, 10).orElseThrow().number());
    }

    @Test
    void whatIsOlderThanAWeekGoesButTheNewestTwoStay() {
        publish(Duration.ZERO, 100);
        age(Duration.ofDays(6));
        publish(Duration.ZERO, 101);
        age(Duration.ofDays(1).minusMinutes(1));
        publish(Duration.ZERO, 102);
        assertEquals(3, numbers().size());
        age(Duration.ofDays(30));
        publish(Duration.ZERO, 103);
        assertEquals(List.of(4L, 3L), numbers());
        age(Duration.ofDays(30));
        publish(Duration.ZERO, 104);
        assertEquals(List.of(5L, 4L), numbers());
    }

    /// The server says how old they are.
    @Test
    void aClockThatIsAheadRemovesNothing() {
        publish(Duration.ZERO, 100);
        publish(Duration.ZERO, 100);
        publish(Duration.ofDays(30), 100);
        assertEquals(List.of(3L, 2L, 1L), numbers());
    }

    @Test
    void copiesThatLieMakeNoOtherDispensable() {
        publish(Duration.ZERO, 100);
        forge("00000002-999.jsonl.gz", RowsFiles.of(TABLE, 1));
        forge("00000003-999.jsonl.gz", RowsFiles.of("another", 999));
        age(Duration.ofDays(10));
        publish(Duration.ZERO, 100);
        assertTrue(numbers().contains(1L), numbers().toString());
    }

    @Test
    void aCopyThatIsTooLargeForItsRowsIsNotRead() {
        forge("00000001-1.jsonl.gz", new byte[2 << 20]);
        var copy = at(Duration.ZERO).list().newest().orElseThrow();
        assertThrows(ImageException.Failed.class, () -> at(Duration.ZERO).fetched(copy, file -> file));
    }

    /// A few kilobytes can be unpacked to as many gigabytes.
    @Test
    void aCopyThatUnpacksToMoreThanItsRowsCanBeIsNotUsed() {
        forge("00000001-1.jsonl.gz", RowsFiles.of(TABLE, 1, "long ".repeat(600_000)));
        var copy = at(Duration.ZERO).list().newest().orElseThrow();
        assertTrue(copy.sizeBytes() < 100_000);
        assertThrows(
                ImageException.Failed.class, () -> at(Duration.ZERO).fetched(copy, file -> RowsFile.check(copy, file)));
    }

    @Test
    void aCopyThatTheDiskHasNoRoomForIsNotFetched() {
        publish(Duration.ZERO, 100);
        PublishedRows full = withRoom(9);
        var copy = full.list().newest().orElseThrow();
        var failure = assertThrows(ImageException.Failed.class, () -> full.fetched(copy, file -> file));
        assertTrue(failure.getMessage().contains("no room"), failure.getMessage());
    }

    /// To bring rows back is no time to keep room for other programs; to begin a window with a copy is.
    @Test
    void aCopyIsFetchedOntoANearlyFullDiskThoughNothingIsKeptOfIt() {
        publish(Duration.ZERO, 100);
        PublishedRows nearlyFull = withRoom(1 << 20);
        var copy = nearlyFull.list().newest().orElseThrow();
        assertEquals(
                100,
                nearlyFull.fetched(copy, file -> RowsFile.check(copy, file)).rows());
        assertThrows(ImageException.Failed.class, () -> nearlyFull.requireRoom(copy, copy.sizeBytes()));
    }

    private PublishedRows withRoom(long bytes) {
        return new PublishedRows(objects, "pictures", () -> TABLE, folder, _ -> bytes, Clock.systemUTC());
    }

    /// Else what a killed process leaves would stay for good.
    @Test
    void whatIsOnItsWayIsSweptLikeAllElse() {
        PublishedRows rows = at(Duration.ZERO);
        new RowsPublication(rows).run(rows.list(), file -> {
            assertTrue(file.toString().endsWith(WholeFile.SUFFIX), file.toString());
            return 10L;
        });
    }

    /// A table was emptied, and has some new rows since.
    @Test
    void copiesWithMoreThanTwiceTheRowsStay() {
        publish(Duration.ZERO, 100);
        for (int rows = 40; rows < 43; rows++) {
            age(Duration.ofDays(10));
            publish(Duration.ZERO, rows);
        }
        assertTrue(numbers().contains(1L), numbers().toString());
        for (int i = 0; i < 2; i++) {
            age(Duration.ofDays(10));
            publish(Duration.ZERO, 100);
        }
        assertFalse(numbers().contains(1L), "they came back");
    }

    @Test
    void theNewestToBringBackIsNotOneOfATableThatWasEmptied() {
        assertThrows(ImageException.NotFound.class, () -> chosen(PublishedRows.NEWEST));
        publish(Duration.ZERO, 100);
        PublishedCopy second = publish(Duration.ZERO, 90).orElseThrow();
        PublishedCopy few = publish(Duration.ZERO, 10).orElseThrow();
        assertEquals(90, chosen(PublishedRows.NEWEST).rows());
        assertEquals(10, chosen(few.name()).rows());
        assertEquals(90, chosen(second.key().path()).rows());
        var none = assertThrows(ImageException.NotFound.class, () -> chosen("00000009-1.jsonl.gz"));
        assertTrue(none.getMessage().contains(few.name()), none.getMessage());
    }

    /// Anybody who may write into the bucket may promise anything.
    @Test
    void theNewestToBringBackIsNotOneThatLies() {
        publish(Duration.ZERO, 100);
        forge("00000007-999999.jsonl.gz", "no rows".getBytes(StandardCharsets.US_ASCII));
        forge("00000008-80.jsonl.gz", RowsFiles.of("another", 80));
        forge("00000009-99.jsonl.gz", RowsFiles.of(TABLE, 98));
        assertEquals(100, chosen(PublishedRows.NEWEST).rows());
        forge("00000010-70.jsonl.gz", RowsFiles.of(TABLE, 70));
        assertEquals(70, chosen(PublishedRows.NEWEST).rows());
    }

    @Test
    void aCopyIsReadToAFileThatIsGoneAfterwards() throws IOException {
        PublishedCopy copy = publish(Duration.ZERO, 10).orElseThrow();
        Path read = at(Duration.ZERO).fetched(copy, file -> {
            assertEquals(10, RowsFile.check(copy, file).rows());
            return file;
        });
        assertFalse(Files.exists(read));
        assertEquals(
                0,
                FolderContent.in(folder).stream()
                        .filter(file -> file.toString().endsWith(WholeFile.SUFFIX))
                        .count());
    }

    private PublishedCopy chosen(String requested) {
        return at(Duration.ZERO).read(requested, "", (copy, _) -> copy);
    }

    /// All that is there is as much older then.
    private void age(Duration by) {
        try (Stream<Path> files = Files.walk(folder.resolve(".vitrine/catalog"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileTime before = Files.getLastModifiedTime(file);
                Files.setLastModifiedTime(file, FileTime.from(before.toInstant().minus(by)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forge(String name, byte[] content) {
        objects.put(
                ObjectKey.published("pictures", name),
                ImageSource.ofBytes("forged", content),
                "application/gzip",
                "",
                _ -> {});
    }

    private Optional<PublishedCopy> publish(Duration later, long count) {
        PublishedRows rows = at(later);
        return new RowsPublication(rows).run(rows.list(), file -> {
            try {
                Files.write(file, RowsFiles.of(TABLE, count));
                return count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<Long> numbers() {
        return at(Duration.ZERO).list().copies().stream()
                .map(PublishedCopy::number)
                .toList();
    }

    /// All of what is there is of now.
    private PublishedRows at(Duration later) {
        Instant now = Instant.now().plus(later);
        return new PublishedRows(objects, "pictures", () -> TABLE, folder, Clock.fixed(now, ZoneOffset.UTC));
    }
}
