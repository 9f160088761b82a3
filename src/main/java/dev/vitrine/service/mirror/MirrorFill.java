package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.Changed;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.store.RowSource.Times;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One reading of all rows, in parts side by side; goes on where it stopped, and ends by looking for rows that are
/// gone.
///
/// The first one reads them whole. Whoever comes back has most of them, and reads no more than it takes, see [Depth].
///
/// **What changed**, and how many rows there are. A new image and a change by Vitrine have their time, and a row that
/// goes to the trash or comes back from it shows in the trash, of which all texts are read. Where a program removed a
/// row from the table, or put one with an old time there, the number is not that of the catalog: then it is read when
/// each was made, and what was made when none was is asked for by name. Where the numbers differ still, all texts are
/// read. So they are in a library where a text was ever seen to change without its time: until that is seen, such a
/// change, by a program that knows nothing of `updated_at` and while nobody followed the feed, shows after some weeks.
///
/// **All texts**, and those rows whole whose texts are not those of the catalog. That misses nothing that people or
/// programs do to an image. What is gone shows by absence alone, so every row of the catalog that no page showed is
/// asked for by name, at the end and only then: an interrupted reading removes nothing. A page that is behind shows a
/// row as it was, which is either what the catalog has too, and what came after is found in the feed or was read
/// exactly; or it differs, and then the row is read as it is now, which is always right. Only the facts of a row,
/// which are of its bytes, can be changed by another program unseen by this, and only while nobody followed the feed:
/// for these the rows are read whole every few weeks.
final class MirrorFill {
    /// @param slowed fewer parts at once than usual
    record Progress(long rows, long requests, boolean slowed) {}

    private static final int GLANCE = 200;
    private static final int NEWEST = 100;
    private static final int USERS_ASKED = 16;
    private static final int CHECKED_AT_ONCE = 1000;
    /// A row by its name costs as much as a dozen of a page. Where more than one of so many differs, the page is
    /// read.
    private static final int ONE_OF = 6;
    /// DynamoDB says: usually a second or less.
    private static final Duration MOST_BEHIND = Duration.ofSeconds(10);

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final ReadingState reading;
    private final BulkExecutor requests;
    private final Consumer<Progress> progress;
    private final BatchedPages gathered;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong requestCount = new AtomicLong();
    /// Rows that came though they were not changed: how they say when they were cannot be compared.
    private final AtomicLong untold = new AtomicLong();
    private final SeenIds seen = new SeenIds();
    private final long begun = World.here().nanoTime();

    MirrorFill(RowSource source, Mirror mirror, MirrorState state, PollingPace pace, Consumer<Progress> progress) {
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.reading = state.reading();
        this.requests = new BulkExecutor(pace.parts(), pace.requests(), this::report);
        this.progress = progress;
        this.gathered = new BatchedPages(mirror::takeIn, this::reached);
    }

    /// May have begun in an earlier run.
    void run() {
        if (mirror.catalog().idsAfter("", 1).isEmpty()) {
            showSomething();
        }
        reading.seen().forEach(seen::addWritten);
        awaitSpans();
        readParts();
        if (depth() == Depth.CHANGED) {
            if (untold.get() > worthAsking(reading.liveRows())) {
                state.meetUntimed(); // texts would have been less
            }
            settleMissed(mirror.catalog()::trashedAfter);
            goOnUnlessCounted(Depth.TIMES);
        }
        if (depth() == Depth.TIMES) {
            List<String> gone = mirror.catalog().liveMadeAt(time -> !seen.contains(time));
            settle(gone.size() <= worthAsking(mirror.catalog().countLive()) ? gone : List.of());
            goOnUnlessCounted(Depth.TEXTS);
        }
        if (!depth().isCount()) {
            settleMissed(mirror.catalog()::idsAfter);
        }
        mirror.catalog().makeIndexes();
        state.endFill();
    }

    private void goOnUnlessCounted(Depth deeper) {
        if (mirror.catalog().countLive() != reading.liveRows()) {
            reading.deepen(deeper);
            readParts();
        }
    }

    private void readParts() {
        try {
            requests.each(parts(), this::read, () -> true);
        } finally {
            gathered.takeIn(); // what was read until the network failed is not read again
        }
        ImageException.Cancelled.throwIfInterrupted();
        report(); // those who read side by side may have told in another order
    }

    private Depth depth() {
        return reading.depth().orElseThrow();
    }

    private void report() {
        progress.accept(new Progress(rows.get(), requestCount.get(), requests.isSlowed()));
    }

    private List<RowPart> parts() {
        var parts = new ArrayList<RowPart>();
        mirror.scope().spans().forEach(span -> parts.add(RowPart.of(span)));
        int of = mirror.scope().isAll() ? reading.parts() : 0;
        for (int i = 0; i < of; i++) {
            parts.add(new RowPart(false, i, of));
        }
        if (source.hasTrash()) {
            parts.add(new RowPart(true, 0, 1));
        }
        parts.removeIf(reading::isDone);
        return parts;
    }

    /// What was written right before the end of the feed was taken is not found in the feed, and shows in spans
    /// only some time later.
    private void awaitSpans() {
        long left = source.spansBehind().toNanos() - (World.here().nanoTime() - begun);
        if (!mirror.scope().isAll() && left > 0) {
            try {
                World.here().sleep(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                throw ImageException.Cancelled.by(e);
            }
        }
    }

    private void read(RowPart part) {
        Optional<String> after = reading.token(part);
        do {
            Optional<String> start = after;
            after = switch (part.trash() && depth().isCount() ? Depth.TEXTS : depth()) {
                case WHOLE -> gathered(part, start);
                case TEXTS -> compared(part, start);
                case CHANGED -> changed(part, start);
                case TIMES -> timed(part, start);
            };
            report();
        } while (after.isPresent());
    }

    private Optional<String> gathered(RowPart part, Optional<String> start) {
        Page page = page(part, start);
        gathered.add(part, page);
        return page.next();
    }

    private Page page(RowPart part, Optional<String> start) {
        return requested(() -> source.read(part, start, mayMissChanges()));
    }

    private void reached(RowPart part, List<Page> pages) {
        int images = pages.stream().mapToInt(page -> page.images().size()).sum();
        List<String> ids =
                pages.stream().map(MirrorFill::ids).flatMap(List::stream).toList();
        reached(
                part,
                pages.getLast().next(),
                pages.stream().mapToInt(Page::hidden).sum(),
                images,
                ids);
    }

    /// Only when its rows are in the catalog: after a crash, a page is read twice rather than never.
    private void reached(RowPart part, Optional<String> next, int hidden, int looked, List<String> come) {
        reading.reached(part, next, hidden, looked, seen.add(come));
        rows.addAndGet(looked);
    }

    private static List<String> ids(Page page) {
        return page.images().stream().map(ImageRecord::imageId).toList();
    }

    private Optional<String> changed(RowPart part, Optional<String> start) {
        Instant since = state.knownBefore();
        Changed found = requests.request(
                () -> source.readChanged(part, start, mayMissChanges(), LocalDate.ofInstant(since, ZoneOffset.UTC)));
        requestCount.incrementAndGet();
        untold.addAndGet(found.page().images().stream()
                .map(ImageRecord::updatedAt)
                .filter(since::isAfter)
                .count());
        mirror.takeIn(found.page().images());
        reached(part, found.page().next(), 0, found.looked(), ids(found.page()));
        return found.page().next();
    }

    private Optional<String> timed(RowPart part, Optional<String> start) {
        Times found = requests.request(() -> source.readTimes(part, start, mayMissChanges()));
        requestCount.incrementAndGet();
        reached(part, found.next(), 0, found.createdAt().size(), found.createdAt());
        return found.next();
    }

    private Optional<String> compared(RowPart part, Optional<String> start) {
        Page page = requested(() -> source.readTexts(part, start, mayMissChanges()));
        Set<String> different = mirror.different(page.images());
        if (different.size() > worthAsking(page.images().size())) {
            List<ImageRecord> whole = page(part, start).images();
            mirror.takeIn(whole);
            whole.forEach(image -> different.remove(image.imageId()));
        }
        if (!different.isEmpty()) {
            requests.request(() -> {
                mirror.settle(different);
                return different;
            });
            requestCount.incrementAndGet();
        }
        reached(part, List.of(page));
        return page.next();
    }

    /// Of how many rows it is at most cheaper to ask for them by name than to read all of these.
    static long worthAsking(long rows) {
        return rows / ONE_OF;
    }

    private Page requested(Supplier<Page> request) {
        Page page = requests.request(request);
        requestCount.addAndGet(page.requests());
        return page;
    }

    /// A row that changed right before the end of the feed was taken is not found in the feed, and a page that is
    /// behind does not show it either.
    private boolean mayMissChanges() {
        return World.here().nanoTime() - begun < MOST_BEHIND.toNanos();
    }

    /// An empty gallery gets something to look at: a few rows, and the newest images of the people among them,
    /// since a Scan comes in no order. Which ones these are, an index says that may be behind, and an empty catalog
    /// knows nothing newer: what was deleted right before it was opened again would show. So they are asked for by
    /// name.
    private void showSomething() {
        for (String user : someUsers().stream().limit(USERS_ASKED).toList()) {
            requests.request(() -> {
                List<String> newest = source.newestOf(user, NEWEST).stream()
                        .map(ImageRecord::imageId)
                        .toList();
                mirror.settle(newest);
                return newest;
            });
            requestCount.addAndGet(2);
        }
    }

    private List<String> someUsers() {
        if (!mirror.scope().isAll()) {
            return mirror.scope().users();
        }
        List<ImageRecord> met = requests.request(() -> source.glance(GLANCE));
        requestCount.incrementAndGet();
        mirror.takeIn(met);
        return met.stream().map(ImageRecord::userId).distinct().toList();
    }

    /// What the reading did not come across may be gone, or may have moved, also while it ran: it is asked for by
    /// name.
    ///
    /// @param idsAfter of those that it should have come across
    private void settleMissed(BiFunction<String, Integer, List<String>> idsAfter) {
        var missed = new ArrayList<String>();
        String last = "";
        while (true) {
            List<String> ids = idsAfter.apply(last, CHECKED_AT_ONCE);
            ids.stream().filter(id -> !seen.contains(id)).forEach(missed::add);
            if (missed.size() >= CHECKED_AT_ONCE || ids.isEmpty()) {
                settle(missed);
                missed.clear();
            }
            if (ids.isEmpty()) {
                return;
            }
            last = ids.getLast();
        }
    }

    private void settle(List<String> imageIds) {
        for (int i = 0; i < imageIds.size(); i += CHECKED_AT_ONCE) {
            mirror.settle(imageIds.subList(i, Math.min(imageIds.size(), i + CHECKED_AT_ONCE)));
        }
    }
}
