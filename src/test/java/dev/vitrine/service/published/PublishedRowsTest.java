package dev.vitrine.service.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In a folder, whose files are as old as the clock says.
class PublishedRowsTest {
    @TempDir
    private Path folder;

    private FolderObjectStore objects;

    @BeforeEach
    void open() {
        objects = new FolderObjectStore(folder);
    }

    @AfterEach
    void close() {
        objects.close();
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
        var other = new PublishedRows(objects, "others", folder, Clock.systemUTC());
        assertEquals(Optional.empty(), other.list().newest());
    }

    @Test
    void nobodyPublishesWhileSomebodyElseDoes() {
        PublishedRows rows = at(Duration.ZERO);
        rows.publish(rows.list(), file -> {
            assertEquals(Optional.empty(), publish(Duration.ofMinutes(59), 5));
            return 10L;
        });
        assertEquals(List.of(1L), numbers());
    }

    /// It was killed: nothing came of its claim.
    @Test
    void aClaimOfWhichNothingCameIsNotMindedAfterAnHour() {
        PublishedRows dying = at(Duration.ZERO);
        assertThrows(
                IllegalStateException.class,
                () -> dying.publish(dying.list(), _ -> {
                    throw new IllegalStateException("killed");
                }));
        assertEquals(Optional.empty(), publish(Duration.ofMinutes(59), 10));
        assertEquals(2, publish(Duration.ofMinutes(61), 10).orElseThrow().number());
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
        assertTrue(one.publish(seenByBoth, _ -> 10L).isPresent());
        assertEquals(Optional.empty(), two.publish(seenByBoth, _ -> 11L));
        assertEquals(List.of(1L), numbers());
        assertTrue(two.publish(two.list(), _ -> 13L).isPresent());
        assertEquals(List.of(2L, 1L), numbers());
    }

    @Test
    void whatIsOlderThanAWeekGoesButTheNewestTwoStay() {
        publish(Duration.ZERO, 100);
        publish(Duration.ofDays(6), 101);
        publish(Duration.ofDays(7).minusMinutes(1), 102);
        assertEquals(3, numbers().size());
        publish(Duration.ofDays(30), 103);
        assertEquals(List.of(4L, 3L), numbers());
        publish(Duration.ofDays(60), 104);
        assertEquals(List.of(5L, 4L), numbers());
    }

    /// A table was emptied, and has some new rows since.
    @Test
    void copiesWithMoreThanTwiceTheRowsStay() {
        publish(Duration.ZERO, 100);
        publish(Duration.ofDays(10), 40);
        publish(Duration.ofDays(20), 41);
        publish(Duration.ofDays(30), 42);
        assertTrue(numbers().contains(1L), numbers().toString());
        publish(Duration.ofDays(40), 100);
        publish(Duration.ofDays(50), 100);
        assertFalse(numbers().contains(1L), "they came back");
    }

    @Test
    void theNewestToBringBackIsNotOneOfATableThatWasEmptied() {
        assertThrows(ImageException.NotFound.class, () -> at(Duration.ZERO).chosen(PublishedRows.NEWEST));
        publish(Duration.ZERO, 100);
        PublishedCopy second = publish(Duration.ZERO, 90).orElseThrow();
        PublishedCopy few = publish(Duration.ZERO, 10).orElseThrow();
        PublishedRows rows = at(Duration.ZERO);
        assertEquals(90, rows.chosen(PublishedRows.NEWEST).rows());
        assertEquals(10, rows.chosen(few.name()).rows());
        assertEquals(90, rows.chosen(second.key().path()).rows());
        var none = assertThrows(ImageException.NotFound.class, () -> rows.chosen("00000009-1.jsonl.gz"));
        assertTrue(none.getMessage().contains(few.name()), none.getMessage());
    }

    @Test
    void aCopyIsReadToAFileThatIsGoneAfterwards() throws IOException {
        PublishedCopy copy = publish(Duration.ZERO, 10).orElseThrow();
        Path read = at(Duration.ZERO).fetched(copy, file -> {
            assertEquals("10 rows", text(file));
            return file;
        });
        assertFalse(Files.exists(read));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.filter(file -> file.toString().endsWith(".gz")).count());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<PublishedCopy> publish(Duration later, long count) {
        PublishedRows rows = at(later);
        return rows.publish(rows.list(), file -> {
            try {
                Files.writeString(file, count + " rows");
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
        return new PublishedRows(objects, "pictures", folder, Clock.fixed(now, ZoneOffset.UTC));
    }
}
