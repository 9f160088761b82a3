package dev.vitrine.service.table;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.table.TableRow.NameOfUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Takes titles, descriptions and tags from a table: first it tells what would change, then it changes just that.
///
/// A line is about the image with its id, else with its SHA-256, else with its user and file name. Calls block for as
/// long as the work takes and may come from any thread.
public final class TableImport {
    private static final int PAGE = 256;
    private static final int MAX_LEFT = 1000;

    private final ImageService images;

    public TableImport(ImageService images) {
        this.images = images;
    }

    /// What an image is, and what it would say.
    public record PlannedChange(ImageRecord image, Caption after) {}

    /// A line that changes nothing though it may be meant to.
    ///
    /// @param line of the file, from 1
    public record LeftLine(long line, LeftReason reason, String what) {}

    /// Why a line is left.
    public enum LeftReason {
        /// No image is meant by it.
        UNKNOWN,
        /// Several images have these bytes or this name.
        SEVERAL,
        /// Its image is in the trash.
        TRASHED,
        /// A line before it says something else about the same image.
        AGAIN
    }

    /// @param unchanged how many lines say what the library says
    /// @param left how many lines are left
    /// @param leftLines the first of these
    public record TablePlan(List<PlannedChange> changes, int unchanged, int left, List<LeftLine> leftLines) {
        public TablePlan {
            changes = List.copyOf(changes);
            leftLines = List.copyOf(leftLines);
        }
    }

    /// Changes nothing.
    ///
    /// @throws ImageException.Invalid when the file is no table
    /// @param progress is told of the lines that were read; how many there are is not known
    /// @throws ImageException.Cancelled when the progress stops it
    public TablePlan plan(Path file, Progress progress) {
        var planning = new Planning(progress);
        TableReader.read(file, planning::take);
        return planning.plan();
    }

    /// Makes the changes, as far as the progress lets it; an image that was changed since the plan is merged, or
    /// reported as a conflict.
    public EditOutcome apply(TablePlan plan, Progress progress) {
        List<CaptionChange> changes = plan.changes().stream()
                .map(change -> CaptionChange.of(change.image(), change.after()))
                .toList();
        return new BulkEdits(images).apply(changes, progress);
    }

    private final class Planning {
        private final Progress progress;
        private final List<TableRow> page = new ArrayList<>();
        private final List<TableRow> withoutId = new ArrayList<>();
        private final Map<String, Caption> said = new HashMap<>();
        private final List<PlannedChange> changes = new ArrayList<>();
        private final List<LeftLine> leftLines = new ArrayList<>();
        private int unchanged;
        private int left;
        private int seen;

        Planning(Progress progress) {
            this.progress = progress;
        }

        void take(TableRow row) {
            page.add(row);
            if (page.size() == PAGE) {
                lookUp();
            }
        }

        TablePlan plan() {
            lookUp();
            if (!withoutId.isEmpty()) {
                search();
            }
            leftLines.sort((a, b) -> Long.compare(a.line(), b.line()));
            return new TablePlan(changes, unchanged, left, leftLines);
        }

        private void lookUp() {
            seen += page.size();
            goOn();
            var known = new HashMap<String, ImageRecord>();
            images.findAll(page.stream().flatMap(row -> row.imageId().stream()).toList())
                    .forEach(image -> known.put(image.imageId(), image));
            for (TableRow row : page) {
                row.imageId().map(known::get).ifPresentOrElse(image -> about(image, row), () -> withoutId.add(row));
            }
            page.clear();
        }

        /// Reads the whole library once, for all lines that no id leads to an image.
        private void search() {
            images.requireWhole(); // else one of several could pass for the only one
            var byBytes = new Wanted<String>(image -> image.facts().contentSha256());
            var byName = new Wanted<NameOfUser>(
                    image -> new NameOfUser(image.userId(), image.facts().originalName()));
            withoutId.forEach(row -> {
                row.sha256().ifPresent(byBytes::want);
                row.name().ifPresent(byName::want);
            });
            var all = images.search(ImageQuery.ALL);
            for (int from = 0; from < all.size(); from += PAGE) {
                goOn();
                all.images(from, Math.min(all.size(), from + PAGE)).forEach(image -> {
                    byBytes.offer(image);
                    byName.offer(image);
                });
            }
            withoutId.forEach(row -> match(row, byBytes, byName));
        }

        private void goOn() {
            if (!progress.continues(seen, 0)) {
                throw new ImageException.Cancelled("Stopped.");
            }
        }

        private void match(TableRow row, Wanted<String> byBytes, Wanted<NameOfUser> byName) {
            List<ImageRecord> same = row.sha256().map(byBytes::found).orElse(List.of());
            if (same.size() > 1 && row.name().isPresent()) {
                String user = row.name().get().userId();
                List<ImageRecord> theirs = same.stream()
                        .filter(image -> image.userId().equals(user))
                        .toList();
                same = theirs.isEmpty() ? same : theirs;
            }
            if (same.isEmpty()) {
                same = row.name().map(byName::found).orElse(List.of());
            }
            if (same.size() == 1) {
                about(same.getFirst(), row);
            } else {
                leave(row, same.isEmpty() ? LeftReason.UNKNOWN : LeftReason.SEVERAL);
            }
        }

        private void about(ImageRecord image, TableRow row) {
            Caption after = row.texts().over(image.caption());
            if (image.deletedAt().isPresent()) {
                leave(row, LeftReason.TRASHED);
                return;
            }
            Caption before = said.putIfAbsent(image.imageId(), after);
            if (before != null && !before.equals(after)) {
                leave(row, LeftReason.AGAIN);
            } else if (before != null || after.equals(image.caption())) {
                unchanged++;
            } else {
                changes.add(new PlannedChange(image, after));
            }
        }

        private void leave(TableRow row, LeftReason reason) {
            left++;
            if (leftLines.size() < MAX_LEFT) {
                String what = row.imageId()
                        .or(() -> row.name().map(NameOfUser::originalName))
                        .or(row::sha256)
                        .or(row.texts()::title)
                        .orElse("");
                leftLines.add(new LeftLine(row.number(), reason, what));
            }
        }
    }

    /// Images by something that lines ask for.
    private static final class Wanted<K> {
        private final Function<ImageRecord, K> key;
        private final Map<K, List<ImageRecord>> found = new HashMap<>();

        Wanted(Function<ImageRecord, K> key) {
            this.key = key;
        }

        void want(K value) {
            found.putIfAbsent(value, new ArrayList<>());
        }

        void offer(ImageRecord image) {
            List<ImageRecord> asked = found.get(key.apply(image));
            if (asked != null) {
                asked.add(image);
            }
        }

        List<ImageRecord> found(K value) {
            return found.getOrDefault(value, List.of());
        }
    }
}
