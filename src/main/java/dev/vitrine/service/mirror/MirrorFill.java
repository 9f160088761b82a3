package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One complete reading of all rows, in parts side by side; goes on where it stopped, and ends by looking for rows that
/// are gone.
final class MirrorFill {
    /// @param slowed fewer parts at once than usual
    record Progress(long rows, long requests, boolean slowed) {}

    private static final int GLANCE = 200;
    private static final int NEWEST = 100;
    private static final int USERS_ASKED = 16;
    private static final int CHECKED_AT_ONCE = 1000;
    /// DynamoDB says: usually a second or less.
    private static final Duration MOST_BEHIND = Duration.ofSeconds(10);

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final BulkExecutor requests;
    private final Consumer<Progress> progress;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong requestCount = new AtomicLong();
    private final SeenIds seen = new SeenIds();
    private final long begun = World.here().nanoTime();

    MirrorFill(RowSource source, Mirror mirror, MirrorState state, MirrorPace pace, Consumer<Progress> progress) {
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.requests = new BulkExecutor(pace.parts(), pace.requests(), this::tell);
        this.progress = progress;
    }

    /// May have begun in an earlier run: what that one came across is not known here, and is asked for once more at
    /// the end.
    void run() {
        if (mirror.catalog().idsAfter("", 1).isEmpty()) {
            showSomething();
        }
        requests.each(parts(), this::read, () -> true);
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException.Cancelled("Stopped.");
        }
        tell(); // those who read side by side may have told in another order
        removeWhatIsGone();
        state.endFill();
    }

    private void tell() {
        progress.accept(new Progress(rows.get(), requestCount.get(), requests.isSlowed()));
    }

    private List<RowPart> parts() {
        var parts = new ArrayList<RowPart>();
        int of = state.parts();
        for (int i = 0; i < of; i++) {
            parts.add(new RowPart(false, i, of));
        }
        if (source.hasTrash()) {
            parts.add(new RowPart(true, 0, 1));
        }
        parts.removeIf(part -> state.isDone(name(part)));
        return parts;
    }

    private void read(RowPart part) {
        Optional<String> after = state.token(name(part));
        do {
            Optional<String> start = after;
            Page page = requests.request(() -> source.read(part, start, mayMissChanges()));
            if (!page.images().isEmpty()) {
                mirror.takeIn(page.images());
            }
            page.images().forEach(image -> seen.add(image.imageId()));
            after = page.next();
            // Only now: after a crash, a page is read twice rather than never.
            state.reached(name(part), after, page.hidden());
            rows.addAndGet(page.images().size());
            requestCount.addAndGet(page.requests());
            tell();
        } while (after.isPresent());
    }

    /// A row that changed right before the end of the feed was taken is not found in the
    /// feed, and a page that is behind does not show it either.
    private boolean mayMissChanges() {
        return World.here().nanoTime() - begun < MOST_BEHIND.toNanos();
    }

    /// An empty gallery gets something to look at: a few rows, and the newest images of the people among them,
    /// since a Scan comes in no order.
    private void showSomething() {
        List<ImageRecord> met = requests.request(() -> source.glance(GLANCE));
        requestCount.incrementAndGet();
        mirror.takeIn(met);
        for (String user : met.stream()
                .map(ImageRecord::userId)
                .distinct()
                .limit(USERS_ASKED)
                .toList()) {
            List<ImageRecord> newest = requests.request(() -> source.newestOf(user, NEWEST));
            requestCount.incrementAndGet();
            mirror.takeIn(newest);
        }
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
        return (part.trash() ? "trash." : "live.") + part.number();
    }
}
