package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.store.RowSource.UserSpan;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One reading of all rows, in parts side by side; goes on where it stopped, and ends by looking for rows that are
/// gone.
///
/// The first one reads them whole. Whoever comes back has most of them: then only the texts are read of each row, which
/// is a tenth of the bytes, and those rows whole whose texts are not those of the catalog.
///
/// That misses nothing that people or programs do to an image. A new one is not in the catalog. A change by Vitrine
/// changes `updated_at`, one by another program the text itself; a row that goes to the trash or comes back from it
/// changes tables and with them `deletedAt`. What is gone shows by absence alone, so every row of the catalog that no
/// page showed is asked for by name, at the end and only then: an interrupted reading removes nothing. A page that is
/// behind shows a row as it was, which is either what the catalog has too, and what came after is found in the feed or
/// was read exactly; or it differs, and then the row is read as it is now, which is always right. Only the facts of a
/// row, which are of its bytes, can be changed by another program unseen by this, and only while nobody followed the
/// feed: for these the rows are read whole every few weeks.
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
    private final BulkExecutor requests;
    private final Consumer<Progress> progress;
    private final BatchedPages gathered;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong requestCount = new AtomicLong();
    private final SeenIds seen = new SeenIds();
    private final long begun = World.here().nanoTime();

    MirrorFill(RowSource source, Mirror mirror, MirrorState state, PollingPace pace, Consumer<Progress> progress) {
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.requests = new BulkExecutor(pace.parts(), pace.requests(), this::report);
        this.progress = progress;
        this.gathered = new BatchedPages(mirror::takeIn, this::reached);
    }

    /// May have begun in an earlier run.
    void run() {
        if (mirror.catalog().idsAfter("", 1).isEmpty()) {
            showSomething();
        }
        state.seen().forEach(seen::addWritten);
        awaitSpans();
        try {
            requests.each(parts(), this::read, () -> true);
        } finally {
            gathered.takeIn(); // what was read until the network failed is not read again
        }
        ImageException.Cancelled.throwIfInterrupted();
        report(); // those who read side by side may have told in another order
        removeWhatIsGone();
        mirror.catalog().makeIndexes();
        state.endFill();
    }

    private void report() {
        progress.accept(new Progress(rows.get(), requestCount.get(), requests.isSlowed()));
    }

    private List<RowPart> parts() {
        var parts = new ArrayList<RowPart>();
        mirror.scope().spans().forEach(span -> parts.add(RowPart.of(span)));
        int of = mirror.scope().isAll() ? state.parts() : 0;
        for (int i = 0; i < of; i++) {
            parts.add(new RowPart(false, i, of));
        }
        if (source.hasTrash()) {
            parts.add(new RowPart(true, 0, 1));
        }
        parts.removeIf(part -> state.isDone(name(part)));
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
        Optional<String> after = state.token(name(part));
        do {
            Optional<String> start = after;
            Page page = state.readsTexts() ? compared(part, start) : gathered(part, start);
            after = page.next();
            report();
        } while (after.isPresent());
    }

    private Page gathered(RowPart part, Optional<String> start) {
        Page page = page(part, start);
        gathered.add(part, page);
        return page;
    }

    private Page page(RowPart part, Optional<String> start) {
        return requested(() -> source.read(part, start, mayMissChanges()));
    }

    /// Only when its rows are in the catalog: after a crash, a page is read twice rather than never.
    private void reached(RowPart part, List<Page> pages) {
        List<ImageRecord> images =
                pages.stream().flatMap(page -> page.images().stream()).toList();
        int hidden = pages.stream().mapToInt(Page::hidden).sum();
        state.reached(name(part), pages.getLast().next(), hidden, seen.add(images));
        rows.addAndGet(images.size());
    }

    private Page compared(RowPart part, Optional<String> start) {
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
        return page;
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

    /// What the reading did not come across may be gone, or may have moved while it ran: it is asked for by name.
    private void removeWhatIsGone() {
        var missed = new ArrayList<String>();
        String last = "";
        while (true) {
            List<String> ids = mirror.catalog().idsAfter(last, CHECKED_AT_ONCE);
            ids.stream().filter(id -> !seen.contains(id)).forEach(missed::add);
            if (missed.size() >= CHECKED_AT_ONCE || (ids.isEmpty() && !missed.isEmpty())) {
                mirror.settle(missed);
                missed.clear();
            }
            if (ids.isEmpty()) {
                return;
            }
            last = ids.getLast();
        }
    }

    private static String name(RowPart part) {
        return part.span()
                .map(UserSpan::userId)
                .map(user -> "of." + user)
                .orElse((part.trash() ? "trash." : "live.") + part.number());
    }
}
