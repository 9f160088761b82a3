package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.TestClock;
import dev.vitrine.Unchecked;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.published.ChangeList;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One window stays and leaves lists of what changed; another one was away for days and comes back.
class ChangeListCatchUpTest {
    private static final int ROWS = 600;

    @TempDir
    private Path folder;

    private final Instant left = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final MemoryRows rows = new MemoryRows().with(ROWS).withFeed();
    private volatile Instant now = left;
    /// Of the window that stays.
    private volatile Duration slow = Duration.ZERO;
    private FolderObjectStore objects;
    private SqliteCatalog staying;
    private SqliteCatalog catalog;
    private int wholePages;

    @BeforeEach
    void fillBothAndLeave() throws IOException {
        objects = new FolderObjectStore(folder.resolve("bucket"));
        staying = SqliteCatalog.openMirror(folder.resolve("staying"));
        catalog = SqliteCatalog.openMirror(folder.resolve("away"));
        now = left.minus(Duration.ofDays(2));
        visit();
        stay();
        stayUntil(left);
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
        stayUntil(left.plus(Duration.ofDays(7)));
        int asked = rows.askedIds();
        isNotCompared();
        assertEquals(0, rows.reads() - wholePages, "no page of the table");
        assertEquals(5, rows.askedIds() - asked);
    }

    /// What happens after the list is found in the feed.
    @Test
    void afterwardsTheFeedIsFollowedFromWhereTheListEnds() throws IOException {
        stayUntil(left.plus(Duration.ofDays(3)));
        rows.trimFeed();
        change();
        now = now.plus(Duration.ofHours(2));
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertEquals(textReads, rows.textReads());
    }

    @Test
    void allIsComparedWithinAWeekHoweverOftenThereIsAList() throws IOException {
        for (int days = 2; days <= 8; days += 2) {
            rows.put(retitled(days));
            stayUntil(left.plus(Duration.ofDays(days)));
            isNotCompared();
        }
        stayUntil(left.plus(Duration.ofDays(10)));
        isCompared();
        stayUntil(left.plus(Duration.ofDays(12)));
        isNotCompared();
    }

    @Test
    void workThatIsInterruptedBeginsAgain() throws IOException {
        change();
        stayUntil(left.plus(Duration.ofHours(30)));
        rows.trimFeed();
        rows.failWith(new ImageException.Unreachable("cut", null, 1), 0);
        try (MirrorSync sync = start(catalog)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        isNotCompared();
    }

    @Test
    void whatIsThereAndBackIsListedToo() throws IOException {
        thereAndBack();
        stayUntil(left.plus(Duration.ofHours(40)));
        isNotCompared();
    }

    /// A comparison finds nothing of what is there and back.
    @Test
    void whoComparedListsNothingFromBefore() throws IOException {
        thereAndBack();
        rows.trimFeed();
        now = left.plus(Duration.ofHours(30));
        stay();
        stayUntil(left.plus(Duration.ofHours(40)));
        isCompared();
    }

    /// An earlier version follows the feed and leaves alone what it does not know.
    @Test
    void whatAnotherVersionFollowedIsNotListed() throws IOException {
        stayUntil(left.plus(Duration.ofHours(12)));
        thereAndBack();
        var state = new TreeMap<>(staying.mirrorNotes().state());
        state.put("feed", rows.feedEnd().orElseThrow());
        staying.mirrorNotes().setState(state);
        now = left.plus(Duration.ofHours(12));
        stayUntil(left.plus(Duration.ofHours(40)));
        isCompared();
    }

    @Test
    void aListOfAClockThatIsAnHourBehindIsNotUsed() throws IOException {
        slow = Duration.ofHours(1);
        change();
        stayUntil(left.plus(Duration.ofHours(40)));
        isCompared();
    }

    @Test
    void aClockOfLongAgoClaimsNothing() throws IOException {
        rows.put(retitled(5));
        slow = Duration.ofDays(2000);
        staying.close();
        staying = SqliteCatalog.openMirror(folder.resolve("new"));
        now = left.plus(Duration.ofHours(1));
        stay();
        slow = Duration.ZERO;
        rows.put(retitled(6));
        stayUntil(left.plus(Duration.ofHours(40)));
        isCompared();
    }

    @Test
    void withoutANewListAllIsCompared() throws IOException {
        change();
        stayUntil(left.plus(Duration.ofHours(12)));
        now = left.plus(Duration.ofDays(3));
        isCompared();
    }

    @Test
    void aListThatDoesNotReachBackIsNotUsed() throws IOException {
        change();
        stayUntil(left.plus(Duration.ofDays(12)));
        isCompared();
    }

    @Test
    void aListOfAWindowThatCameLaterIsNotUsed() throws IOException {
        change();
        staying.close();
        staying = SqliteCatalog.openMirror(folder.resolve("new"));
        stayUntil(left.plus(Duration.ofDays(2)));
        isCompared();
    }

    @Test
    void aDamagedListIsNotUsed() throws IOException {
        change();
        stayUntil(left.plus(Duration.ofDays(3)));
        for (Path list : lists()) {
            byte[] bytes = Files.readAllBytes(list);
            Files.write(list, Arrays.copyOf(bytes, bytes.length - 10));
            Files.setLastModifiedTime(list, FileTime.from(now));
        }
        isCompared();
    }

    @Test
    void aListThatIsForgedIsFoundOutWithinAWeek() throws IOException {
        change();
        now = left.plus(Duration.ofDays(3));
        forge(List.of());
        visit();
        rows.trimFeed();
        now = now.plus(Duration.ofDays(7));
        forge(List.of());
        isCompared();
    }

    @Test
    void aListWithAnIdThatNoTableHasIsNotUsed() throws IOException {
        now = left.plus(Duration.ofDays(3));
        forge(List.of("x".repeat(3000)));
        isCompared();
    }

    @Test
    void whereRowsOfAListAreRefusedAllIsCompared() throws IOException {
        change();
        stayUntil(left.plus(Duration.ofDays(3)));
        rows.afterNextAnswer(() -> {
            throw new ImageException.Invalid("One or more parameter values were invalid");
        });
        isCompared();
    }

    @Test
    void aListThatUnpacksToMuchIsNotUsed() throws IOException {
        now = left.plus(Duration.ofDays(3));
        Path list = forge(List.of());
        byte[] lines = ("{\"until\":\"" + now + "\"}\n").repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        String header;
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.US_ASCII))) {
            header = in.readLine();
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(list))) {
            out.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(lines);
            out.write("{\"end\":\"0\"}\n".getBytes(StandardCharsets.US_ASCII));
        }
        Files.setLastModifiedTime(list, FileTime.from(now));
        isCompared();
    }

    @Test
    void aClockThatIsAheadRemovesNoLists() throws IOException {
        int before = lists().size();
        new PublishedChanges(new PublishedRows(
                        dated(),
                        "pictures",
                        rows::identity,
                        folder,
                        TestClock.of(() -> now.plus(Duration.ofDays(400)))))
                .publish(new ChangeList(header(), now, List.of()));
        assertEquals(before + 1, lists().size());
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
        rows.trimFeed();
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertTrue(rows.textReads() > textReads);
    }

    private void isNotCompared() {
        rows.trimFeed();
        int textReads = rows.textReads();
        visit();
        assertSame();
        assertEquals(textReads, rows.textReads());
    }

    /// Who left saw it there, and nobody else did.
    private void thereAndBack() {
        rows.put(retitled(5));
        rows.put(image("image-00007").withDeletedAt(Optional.of(NOW)));
        rows.put(image("image-ghost"));
        now = left.plus(Duration.ofHours(2));
        visit();
        rows.put(image("image-00005"));
        rows.put(image("image-00007"));
        rows.remove("image-ghost");
    }

    /// A list that claims to know all of the last days.
    private Path forge(List<String> ids) throws IOException {
        List<Path> before = lists();
        new PublishedChanges(place())
                .publish(new ChangeList(
                        header(), now.minus(Duration.ofDays(10)), List.of(new ChangeList.Span(now, ids))));
        return lists().stream()
                .filter(list -> !before.contains(list))
                .findFirst()
                .orElseThrow();
    }

    private RowsHeader header() {
        return new RowsHeader(
                rows.identity(), "bucket", now, now, rows.feedEnd().orElseThrow(), 0, RowsHeader.ATTRIBUTES);
    }

    /// With what another program does, which knows nothing of `updated_at` or of the trash.
    private void change() {
        rows.put(image("image-00400-new").withCaption(new Caption("new", "", List.of()), now));
        rows.put(image("image-00100").withCaption(new Caption("edited", "", List.of("sea")), now));
        rows.put(image("image-00121").withCaption(new Caption("by another program", "", List.of()), NOW));
        rows.put(image("image-00200").withDeletedAt(Optional.of(NOW)));
        rows.remove("image-00250");
    }

    private ImageRecord retitled(int number) {
        String id = "image-%05d".formatted(number);
        return image(id).withCaption(new Caption("Another title of " + id, "", List.of()), now);
    }

    /// Looks now and then, more often than the feed forgets.
    private void stayUntil(Instant end) throws IOException {
        while (now.isBefore(end)) {
            Instant next = now.plus(Duration.ofHours(12));
            now = next.isBefore(end) ? next : end;
            stay();
        }
    }

    /// For as long as it takes to publish a list, where one is due.
    private void stay() {
        try (MirrorSync sync = start(staying)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            var rights = new Rights();
            rights.use(Right.EDIT_ROWS, () -> {});
            new RowsPublisher(sync, place(), "bucket", rights, clock(staying)).publishIfDue();
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
        return new PublishedRows(dated(), "pictures", rows::identity, folder, TestClock.of(() -> now));
    }

    private void visit() {
        try (MirrorSync sync = start(catalog)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
    }

    private MirrorSync start(SqliteCatalog of) {
        return MirrorSync.startFrom(place(), rows, of, MemoryRows.PACE, clock(of), () -> {});
    }

    private Clock clock(SqliteCatalog of) {
        return TestClock.of(() -> of == staying ? now.minus(slow) : now);
    }

    private ObjectStore dated() {
        return new Dated(objects, folder.resolve("bucket"), () -> now);
    }

    /// Its server has a clock of its own.
    private record Dated(ObjectStore store, Path root, Supplier<Instant> clock) implements ForwardingObjectStore {
        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            store.put(key, source, contentType, sha256, progress);
            Unchecked.run(() -> Files.setLastModifiedTime(root.resolve(key.path()), FileTime.from(clock.get())));
        }
    }

    private void assertSame() {
        assertEquals(rows.all(), catalog.findAll(catalog.idsAfter("", 10_000)));
    }
}
