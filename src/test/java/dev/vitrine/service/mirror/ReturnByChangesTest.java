package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.TestClock;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One window stays and leaves lists of what changed; another one was away for days and comes back.
class ReturnByChangesTest {
    private static final int ROWS = 600;
    private static final MirrorPace ONE_BY_ONE = new MirrorPace(
            1,
            Duration.ofMillis(5),
            Duration.ofHours(1),
            new RetryPolicy(8, Duration.ofMillis(5), Duration.ofMillis(20)),
            RetryPolicy.forever(Duration.ofMillis(5), Duration.ofMillis(20)));

    @TempDir
    private Path folder;

    private final Instant left = Instant.now();
    private final MemoryRows rows = new MemoryRows().with(ROWS).withFeed();
    private volatile Instant now = left;
    private FolderObjectStore objects;
    private SqliteCatalog staying;
    private SqliteCatalog catalog;
    private int wholePages;

    @BeforeEach
    void fillBothAndLeave() throws IOException {
        objects = new FolderObjectStore(folder.resolve("bucket"));
        staying = SqliteCatalog.openMirror(folder.resolve("staying"));
        catalog = SqliteCatalog.openMirror(folder.resolve("away"));
        now = left.minus(Duration.ofHours(1));
        visit();
        stay();
        now = left;
        visit();
        wholePages = rows.reads();
    }

    @AfterEach
    void close() {
        staying.close();
        catalog.close();
        objects.close();
    }

    @Test
    void whoComesBackReadsOnlyWhatChanged() throws IOException {
        change();
        now = left.plus(Duration.ofHours(12));
        stay();
        now = left.plus(Duration.ofDays(7));
        compareAndStay();
        int textReads = rows.textReads();
        int asked = rows.askedIds();
        visit();
        assertSame();
        assertEquals(0, rows.reads() - wholePages, "no page of the table");
        assertEquals(textReads, rows.textReads());
        assertEquals(5, rows.askedIds() - asked);
    }

    /// What a compared mirror knows it can hand on, and what happens while it follows the feed is found there.
    @Test
    void afterwardsTheFeedIsFollowedFromWhereTheListEnds() throws IOException {
        now = left.plus(Duration.ofDays(3));
        compareAndStay();
        change();
        now = now.plus(Duration.ofHours(2));
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertEquals(textReads, rows.textReads());
    }

    @Test
    void severalListsTogetherReachBack() throws IOException {
        for (int day = 1; day <= 20; day++) {
            rows.put(retitled(day));
            now = left.plus(Duration.ofDays(day));
            compareAndStay();
        }
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertEquals(textReads, rows.textReads());
    }

    @Test
    void workThatIsInterruptedGoesOn() throws IOException {
        for (int day = 1; day <= 4; day++) {
            rows.put(retitled(day));
            rows.put(retitled(100 + day));
            now = left.plus(Duration.ofDays(day));
            compareAndStay();
        }
        int asked = rows.askedIds();
        int textReads = rows.textReads();
        for (int rounds = 0; rounds < 3; rounds++) {
            rows.afterNextAnswer(() -> rows.failWith(new ImageException.Unreachable("cut", null, 1), 0));
            try (MirrorSync sync = start(catalog)) {
                await(() -> sync.status().state() == SyncState.OFFLINE);
            }
            rows.work();
        }
        visit();
        assertSame();
        assertEquals(textReads, rows.textReads());
        assertTrue(rows.askedIds() - asked <= 8, () -> rows.askedIds() - asked + " rows");
    }

    @Test
    void withoutANewListAllIsCompared() throws IOException {
        change();
        now = left.plus(Duration.ofHours(12));
        stay();
        now = left.plus(Duration.ofDays(3));
        isCompared();
    }

    @Test
    void aListWithAGapIsNotUsed() throws IOException {
        change();
        now = left.plus(Duration.ofDays(10));
        staying.close();
        staying = SqliteCatalog.openMirror(folder.resolve("new"));
        stay();
        now = now.plus(Duration.ofHours(7));
        stay();
        isCompared();
    }

    @Test
    void aDamagedListIsNotUsed() throws IOException {
        change();
        now = left.plus(Duration.ofDays(3));
        compareAndStay();
        for (Path list : lists()) {
            byte[] bytes = Files.readAllBytes(list);
            Files.write(list, Arrays.copyOf(bytes, bytes.length - 10));
            Files.setLastModifiedTime(list, FileTime.from(now));
        }
        isCompared();
    }

    @Test
    void whoLooksOnlyLeavesNoList() throws IOException {
        now = left.plus(Duration.ofDays(3));
        int before = lists().size();
        try (MirrorSync sync = start(staying)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            new RowsPublisher(sync, place(), "bucket", new Rights(), TestClock.of(() -> now)).publishIfDue();
        }
        assertEquals(before, lists().size());
    }

    private void isCompared() {
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertTrue(rows.textReads() > textReads);
    }

    /// With what another program does, which knows nothing of `updated_at` or of the trash.
    private void change() {
        rows.put(image("image-00400-new"));
        rows.put(image("image-00100").withCaption(new Caption("edited", "", List.of("sea")), NOW.plusSeconds(1)));
        rows.put(image("image-00121").withCaption(new Caption("by another program", "", List.of()), NOW));
        rows.put(image("image-00200").withDeletedAt(Optional.of(NOW)));
        rows.remove("image-00250");
    }

    private static ImageRecord retitled(int number) {
        String id = "image-%05d".formatted(number);
        return image(id).withCaption(new Caption("Another title of " + id, "", List.of()), NOW.plusSeconds(number));
    }

    private void compareAndStay() throws IOException {
        rows.trimFeed();
        stay();
    }

    /// For as long as it takes to publish a list, where one is due.
    private void stay() throws IOException {
        List<Path> before = lists();
        try (MirrorSync sync = start(staying)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            var rights = new Rights();
            rights.use(Right.EDIT_ROWS, () -> {});
            new RowsPublisher(sync, place(), "bucket", rights, TestClock.of(() -> now)).publishIfDue();
        }
        for (Path list : lists()) {
            if (!before.contains(list)) {
                Files.setLastModifiedTime(list, FileTime.from(now));
            }
        }
    }

    private List<Path> lists() throws IOException {
        Path bucket = folder.resolve("bucket");
        if (!Files.exists(bucket)) {
            return List.of();
        }
        try (var files = Files.walk(bucket)) {
            return files.filter(file -> file.getFileName().toString().startsWith("changes-"))
                    .toList();
        }
    }

    private PublishedRows place() {
        return new PublishedRows(objects, "pictures", rows::identity, folder, TestClock.of(() -> now));
    }

    private void visit() {
        try (MirrorSync sync = start(catalog)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
    }

    private MirrorSync start(SqliteCatalog of) {
        return MirrorSync.startFrom(place(), rows, of, ONE_BY_ONE, TestClock.of(() -> now), () -> {});
    }

    private void assertSame() {
        assertEquals(rows.all(), catalog.findAll(catalog.idsAfter("", 10_000)));
    }
}
