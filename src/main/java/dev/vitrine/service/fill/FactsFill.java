package dev.vitrine.service.fill;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills in what the rows of images do not say, of one kind. Can be stopped and killed at any moment: it
/// goes on where it was, and reads each image at most once more.
///
/// Rows are not marked as changed, because nobody changed them: windows see it by the feed of changes, others with the
/// next complete reading of the table.
public final class FactsFill {
    private static final int PAGE = 500;
    /// So many refusals one after the other are not of one image.
    private static final int MAX_IN_ROW = 20;

    private final ImageService images;
    private final MetadataStore rows;
    private final Rights rights;
    private final Reading reading;
    private final Path note;

    /// @param note where is written down which images say nothing
    public FactsFill(ImageService images, MetadataStore rows, Rights rights, Reading reading, Path note) {
        this.images = images;
        this.rows = rows;
        this.rights = rights;
        this.reading = reading;
        this.note = note;
    }

    /// Asks nobody outside this machine.
    ///
    /// @throws ImageException.Denied when it is known that rows must not be changed
    public FillPlan plan() {
        rights.require(Right.EDIT_ROWS);
        long[] looked = CheckedIds.read(note);
        int left = left(images.search(reading.silent()), looked, List::size);
        int unread = reading.doubtful()
                .map(doubtful -> left(images.search(doubtful), looked, this::unreadable))
                .orElse(0);
        return new FillPlan(Math.max(0, left - unread), unread, reading.effort());
    }

    private int unreadable(List<String> ids) {
        return (int) images.findAll(ids).stream()
                .filter(image -> !reading.isReadable(image))
                .count();
    }

    private static int left(ImageResult found, long[] looked, ToIntFunction<List<String>> count) {
        int all = 0;
        for (int from = 0; from < found.size(); from += PAGE) {
            all += count.applyAsInt(found.ids(from, Math.min(found.size(), from + PAGE)).stream()
                    .filter(id -> !CheckedIds.isIn(looked, id))
                    .toList());
        }
        return all;
    }

    /// @throws ImageException when nothing can be reached or nothing may be changed; what was done until then stays
    ///   done
    public FillOutcome run(Progress progress) {
        rights.require(Right.EDIT_ROWS);
        ImageResult found = images.search(reading.silent());
        var run = new Run(found.size(), progress);
        try (CheckedIds looked = CheckedIds.open(note)) {
            for (int from = 0; from < found.size() && run.continues.get(); from += PAGE) {
                run.page(found.ids(from, Math.min(found.size(), from + PAGE)), from, looked);
            }
        }
        return run.outcome();
    }

    private final class Run {
        private final int all;
        private final Progress progress;
        private final AtomicBoolean continues;
        private final AtomicInteger filled = new AtomicInteger();
        private final AtomicInteger silent = new AtomicInteger();
        private final AtomicInteger unread = new AtomicInteger();
        private final AtomicInteger failedInRow = new AtomicInteger();
        private final AtomicReference<@Nullable ImageException> stopped = new AtomicReference<>();
        private final Map<String, ImageException> failed = new LinkedHashMap<>();

        Run(int all, Progress progress) {
            this.all = all;
            this.progress = progress;
            this.continues = new AtomicBoolean(progress.continues(0, all));
        }

        void page(List<String> ids, int before, CheckedIds looked) {
            List<String> left = ids.stream().filter(id -> !looked.knows(id)).toList();
            Map<String, ImageRecord> known =
                    images.findAll(left).stream().collect(Collectors.toMap(ImageRecord::imageId, Function.identity()));
            int skipped = ids.size() - left.size();
            BulkOutcome outcome = images.each(
                    known.keySet(), id -> fill(Objects.requireNonNull(known.get(id)), looked), (done, _) -> {
                        continues.compareAndSet(true, progress.continues(before + skipped + done, all));
                        return continues.get();
                    });
            looked.keep();
            ImageException ofAll = stopped.get();
            if (ofAll != null) {
                throw ofAll;
            }
            failed.putAll(outcome.failed());
        }

        private void fill(ImageRecord image, CheckedIds looked) {
            try {
                read(image, looked);
                failedInRow.set(0);
            } catch (ImageException.NotFound e) {
                if (rows.find(image.imageId()).isPresent()) { // else somebody deleted it meanwhile
                    throw e;
                }
            } catch (ImageException e) {
                if (isOfAll(e) || isOfMany(e) && failedInRow.incrementAndGet() >= MAX_IN_ROW) {
                    stopped.compareAndSet(null, e);
                    continues.set(false);
                }
                throw e;
            }
        }

        private void read(ImageRecord image, CheckedIds looked) {
            Optional<ImageFacts> read = reading.isReadable(image) ? reading.read(image) : Optional.empty();
            if (read.isEmpty()) {
                unread.incrementAndGet();
                return;
            }
            // a row may say what cannot be read here, and keeps it
            if (read.get().equals(ImageFacts.UNKNOWN)
                    || rows.addFacts(image.imageId(), read.get()).facts().equals(image.facts())) {
                looked.add(image.imageId());
                silent.incrementAndGet();
            } else {
                filled.incrementAndGet();
            }
        }

        FillOutcome outcome() {
            return new FillOutcome(filled.get(), silent.get(), unread.get(), failed, continues.get());
        }
    }

    private static boolean isOfAll(ImageException failure) {
        return failure instanceof ImageException.Unreachable
                || failure instanceof ImageException.Cancelled
                || failure.isEverywhere();
    }

    /// What may be refused for all of them: not what one image is, or lacks.
    private static boolean isOfMany(ImageException failure) {
        return !(failure instanceof ImageException.Invalid
                || failure instanceof ImageException.Conflict
                || failure instanceof ImageException.Failed failed && failed.isArchived());
    }
}
