package dev.vitrine.service.edit;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.fill.TakenTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rewrites what people wrote about many images at once, or corrects when they were taken and how they are turned.
/// Calls block for as long as that takes and may come from any thread.
///
/// One failure never stops the others, and is reported by image; an edit by somebody else in the meantime is merged
/// or, where both changed the same text, moment or turn, left and reported as a conflict. A picture is turned further
/// from how it lies by now, yet taken back only while it still lies as the turn left it. What was changed is reported
/// exactly, so that it can be taken back, also after a stop in the middle. Rows are read by the page; of an edit that
/// is done only the ids and the differences are kept, equal differences once.
public final class BulkEdits {
    private static final int PAGE = 256;

    private final ImageService images;

    public BulkEdits(ImageService images) {
        this.images = images;
    }

    /// What one image's caption became.
    @FunctionalInterface
    public interface Rewriting {
        /// @param place of the image among all of them, from 0
        Caption of(ImageRecord image, int place);
    }

    /// How one image is corrected.
    @FunctionalInterface
    public interface Correcting {
        Correction of(ImageRecord image);
    }

    /// The change of one image.
    @FunctionalInterface
    public interface Planning {
        /// @param place of the image among all of them, from 0
        CaptionChange of(ImageRecord image, int place);
    }

    /// What differs between two states of an image; a text, list, time or turn that is the same in both is that of
    /// [Caption#EMPTY] or [Correction#NONE] in both.
    private record Difference(Caption before, Caption after, Correction wrong, Correction right) {
        static Difference of(Correction before, Correction after) {
            return of(Caption.EMPTY, Caption.EMPTY).with(before, after);
        }

        Difference with(Correction from, Correction to) {
            boolean sameTime = from.takenAt().equals(to.takenAt());
            boolean sameTurn = from.turned() == to.turned();
            return new Difference(before, after, part(from, sameTime, sameTurn), part(to, sameTime, sameTurn));
        }

        static Difference of(Caption before, Caption after) {
            boolean sameTitle = before.title().equals(after.title());
            boolean sameDescription = before.description().equals(after.description());
            boolean sameTags = before.tags().equals(after.tags());
            return new Difference(
                    part(before, sameTitle, sameDescription, sameTags),
                    part(after, sameTitle, sameDescription, sameTags),
                    Correction.NONE,
                    Correction.NONE);
        }

        private static Correction part(Correction whole, boolean noTime, boolean noTurn) {
            return new Correction(
                    noTime ? Optional.empty() : whole.takenAt(), noTurn ? Orientation.UPRIGHT : whole.turned());
        }

        private static Caption part(Caption whole, boolean noTitle, boolean noDescription, boolean noTags) {
            return new Caption(
                    noTitle ? "" : whole.title(),
                    noDescription ? "" : whole.description(),
                    noTags ? List.of() : whole.tags());
        }

        boolean isNone() {
            return before.equals(after) && wrong.equals(right);
        }

        boolean isTurn() {
            return wrong.turned() != right.turned();
        }

        Difference inverse() {
            return new Difference(after, before, right, wrong);
        }

        /// What was seen is the difference's own beginning: so only it is merged into what others did since.
        ImageEdit editOf(ImageRecord row) {
            return new ImageEdit(
                    row.withCaption(before, row.updatedAt()).withCorrection(wrong, row.updatedAt()),
                    after,
                    right,
                    false);
        }
    }

    /// The change of one image, which can be made again or taken back.
    public static final class CaptionChange {
        private final String imageId;
        private final Difference difference;

        private CaptionChange(String imageId, Difference difference) {
            this.imageId = imageId;
            this.difference = difference;
        }

        public static CaptionChange of(ImageRecord before, Caption after) {
            return new CaptionChange(before.imageId(), Difference.of(before.caption(), after));
        }

        private static CaptionChange of(ImageRecord before, Correction after) {
            return new CaptionChange(before.imageId(), Difference.of(before.correction(), after));
        }

        /// Both at once.
        public static CaptionChange of(ImageRecord before, Caption after, Correction corrected) {
            return new CaptionChange(
                    before.imageId(), Difference.of(before.caption(), after).with(before.correction(), corrected));
        }

        public String imageId() {
            return imageId;
        }

        public CaptionChange inverse() {
            return new CaptionChange(imageId, difference.inverse());
        }

        /// What this makes of the caption as it is now, merged into what came after it.
        ///
        /// @throws ImageException.Conflict when a text became another since
        public Caption captionOf(ImageRecord now) {
            return difference.editOf(now).applyTo(now, now.updatedAt()).caption();
        }
    }

    /// @param changed what was changed
    /// @param failed why not, by image id
    /// @param whole false when it was stopped before the end
    public record EditOutcome(List<CaptionChange> changed, Map<String, ImageException> failed, boolean whole) {
        public EditOutcome {
            changed = List.copyOf(changed);
            failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        }

        /// What takes the changes back, last one first.
        public List<CaptionChange> inverse() {
            return changed.reversed().stream().map(CaptionChange::inverse).toList();
        }
    }

    public EditOutcome edit(List<String> imageIds, Rewriting rewriting, Progress progress) {
        return edit(imageIds.size(), imageIds::subList, rewriting, progress);
    }

    /// The answer of a search is of one moment: what is changed meanwhile does not move under the work.
    EditOutcome edit(ImageResult found, Rewriting rewriting, Progress progress) {
        return edit(found.size(), found::ids, rewriting, progress);
    }

    public EditOutcome change(List<String> imageIds, Planning planning, Progress progress) {
        return each(imageIds.size(), imageIds::subList, planning, progress);
    }

    public EditOutcome correct(List<String> imageIds, Correcting correcting, Progress progress) {
        return change(imageIds, (row, _) -> correction(row, correcting), progress);
    }

    /// Corrects when images were taken. What the row does not say, and the file does, is stored before.
    public EditOutcome correctTimes(List<String> imageIds, Correcting correcting, Progress progress) {
        var times = new TakenTimes(images);
        return change(
                imageIds,
                (row, _) -> {
                    ImageRecord known = images.bulkExecutor().request(() -> times.stored(row));
                    return CaptionChange.of(known, correcting.of(known));
                },
                progress);
    }

    /// What this machine knows may be older than the last turn of somebody else.
    private CaptionChange correction(ImageRecord row, Correcting correcting) {
        CaptionChange change = CaptionChange.of(row, correcting.of(row));
        if (!change.difference.isTurn()) {
            return change;
        }
        ImageRecord newest =
                images.bulkExecutor().request(() -> images.find(row.imageId())).orElseThrow(BulkEdits::isGone);
        return CaptionChange.of(newest, correcting.of(newest));
    }

    private static ImageException isGone() {
        return new ImageException.NotFound("An image is not in the library any more.");
    }

    private interface Pages {
        List<String> ids(int from, int to);
    }

    private EditOutcome edit(int all, Pages pages, Rewriting rewriting, Progress progress) {
        return each(all, pages, (row, place) -> CaptionChange.of(row, rewriting.of(row, place)), progress);
    }

    private EditOutcome each(int all, Pages pages, Planning planning, Progress progress) {
        var work = new Work(progress, all);
        for (int from = 0; from < all && work.continues(); from += PAGE) {
            int first = from;
            List<String> page = pages.ids(from, Math.min(all, from + PAGE));
            Map<String, ImageRecord> rows = rows(page);
            work.each(page, (id, at) -> planning.of(known(rows, id), first + at), rows);
        }
        return work.outcome();
    }

    /// Makes each change again, or, given {@link UploadOutcome#inverse}, takes it back: exactly where all is still
    /// as the change left it, else merged into what others made of it.
    public EditOutcome apply(List<CaptionChange> changes, Progress progress) {
        var work = new Work(progress, changes.size());
        for (int from = 0; from < changes.size() && work.continues(); from += PAGE) {
            List<CaptionChange> page = changes.subList(from, Math.min(changes.size(), from + PAGE));
            List<String> ids = page.stream().map(CaptionChange::imageId).toList();
            work.each(ids, (_, at) -> page.get(at), rows(ids));
        }
        return work.outcome();
    }

    private Map<String, ImageRecord> rows(List<String> ids) {
        var rows = new HashMap<String, ImageRecord>();
        images.findAll(ids).forEach(row -> rows.put(row.imageId(), row));
        return rows;
    }

    private static ImageRecord known(Map<String, ImageRecord> rows, String id) {
        ImageRecord row = rows.get(id);
        if (row == null) {
            throw isGone();
        }
        return row;
    }

    private interface Changing {
        /// @param at place in the page
        CaptionChange of(String id, int at);
    }

    /// One run over many images, perhaps several at once.
    private final class Work {
        private final Progress progress;
        private final int all;
        private final BulkExecutor bulkExecutor = images.bulkExecutor();
        private final List<CaptionChange> changed = new ArrayList<>();
        private final Map<Difference, Difference> differences = new HashMap<>();
        private final Map<String, ImageException> failed = new LinkedHashMap<>();
        private int done;
        private boolean stopped;

        Work(Progress progress, int all) {
            this.progress = progress;
            this.all = all;
            stopped = !progress.continues(0, all);
        }

        synchronized boolean continues() {
            stopped |= Thread.currentThread().isInterrupted();
            return !stopped;
        }

        void each(List<String> page, Changing changing, Map<String, ImageRecord> rows) {
            var places = new ArrayList<Integer>();
            for (int at = 0; at < page.size(); at++) {
                places.add(at);
            }
            bulkExecutor.each(places, at -> one(page.get(at), at, changing, rows), this::continues);
        }

        private void one(String id, int at, Changing changing, Map<String, ImageRecord> rows) {
            try {
                CaptionChange change = changing.of(id, at);
                ImageRecord row = known(rows, id);
                if (change.difference.isNone()) {
                    noted();
                    return;
                }
                ImageEdit edit = change.difference.editOf(row); // one, however often it is asked for
                bulkExecutor.request(() -> images.edit(edit));
                noteChange(change);
            } catch (ImageException.Cancelled _) {
                stop();
            } catch (RuntimeException e) {
                noteFailure(id, ImageException.of(e));
            }
        }

        private synchronized void stop() {
            stopped = true;
        }

        private synchronized void noteChange(CaptionChange change) {
            Difference shared = differences.computeIfAbsent(change.difference, difference -> difference);
            changed.add(shared == change.difference ? change : new CaptionChange(change.imageId, shared));
            noted();
        }

        private synchronized void noteFailure(String id, ImageException failure) {
            failed.put(id, failure);
            noted();
        }

        /// Asked after the last one too, yet then there is nothing left to stop.
        private synchronized void noted() {
            done++;
            stopped |= !progress.continues(done, all) && done < all;
        }

        synchronized EditOutcome outcome() {
            return new EditOutcome(changed, failed, !stopped);
        }
    }
}
