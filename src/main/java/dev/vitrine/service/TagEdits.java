package dev.vitrine.service;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Renames, merges and removes a tag on every image of the library that has it. Calls block for as long as that takes.
///
/// Images in the trash keep the tags they were thrown away with. One failure never stops the others; what was changed is told exactly,
/// so that it can be taken back.
public final class TagEdits {
    private static final int PAGE = 256;

    private final ImageService images;

    public TagEdits(ImageService images) {
        this.images = images;
    }

    /// The tags of one image, in their order, before and after.
    public record Change(String imageId, List<String> before, List<String> after) {
        public Change {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        Change inverse() {
            return new Change(imageId, after, before);
        }
    }

    /// @param changed in the order of the work
    /// @param failed why, by image id
    /// @param whole false when it was stopped before the end
    public record Outcome(List<Change> changed, Map<String, ImageException> failed, boolean whole) {
        public Outcome {
            changed = List.copyOf(changed);
            failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        }

        /// What takes the changes back, last one first.
        public List<Change> inverse() {
            return changed.reversed().stream().map(Change::inverse).toList();
        }
    }

    /// Told how many of all were dealt with, before the first and after each; answering false stops the work there.
    @FunctionalInterface
    public interface Progress {
        boolean goesOn(int done, int all);
    }

    /// How many images have a tag, in the library and in the trash.
    public record Uses(int library, int trash) {
    }

    public Uses uses(String tag) {
        ImageQuery library = ImageQuery.ALL.withAllTags(Set.of(tag));
        return new Uses(images.search(library).size(), images.search(library.withScope(Scope.TRASH)).size());
    }

    /// Puts `name` in the place of `tag`. On an image that has both they become one, where the first of them stood: so tags are merged.
    ///
    /// @throws ImageException.Invalid when the name is empty or the tag's own
    public Outcome rename(String tag, String name, Progress progress) {
        String given = name.strip();
        if (given.isEmpty() || given.equals(tag)) {
            throw new ImageException.Invalid("A tag needs a new name.");
        }
        return eachWith(tag, tags -> tags.stream().map(each -> each.equals(tag) ? given : each).toList(), progress);
    }

    public Outcome remove(String tag, Progress progress) {
        return eachWith(tag, tags -> tags.stream().filter(each -> !each.equals(tag)).toList(), progress);
    }

    /// Makes each change again, or, given {@link Outcome#inverse}, takes it back: exactly where the tags are still those before, else merged
    /// into what others made of them.
    public Outcome apply(List<Change> changes, Progress progress) {
        var work = new Work(progress, changes.size());
        for (List<Change> page : pages(changes)) {
            Map<String, ImageRecord> rows = new LinkedHashMap<>();
            images.findAll(page.stream().map(Change::imageId).toList()).forEach(row -> rows.put(row.imageId(), row));
            for (Change change : page) {
                if (!work.change(change, Optional.ofNullable(rows.get(change.imageId())))) {
                    return work.outcome();
                }
            }
        }
        return work.outcome();
    }

    private interface Retagging {
        List<String> of(List<String> tags);
    }

    /// The answer of the search is of one moment: what is changed meanwhile does not move under the work.
    private Outcome eachWith(String tag, Retagging retagging, Progress progress) {
        ImageResult found = images.search(ImageQuery.ALL.withAllTags(Set.of(tag)));
        var work = new Work(progress, found.size());
        for (int from = 0; from < found.size(); from += PAGE) {
            for (ImageRecord row : found.images(from, Math.min(found.size(), from + PAGE))) {
                if (!work.change(new Change(row.imageId(), row.tags(), distinct(retagging.of(row.tags()))), Optional.of(row))) {
                    return work.outcome();
                }
            }
        }
        return work.outcome();
    }

    private static List<String> distinct(List<String> tags) {
        return List.copyOf(new LinkedHashSet<>(tags));
    }

    private static List<List<Change>> pages(List<Change> changes) {
        var pages = new ArrayList<List<Change>>();
        for (int from = 0; from < changes.size(); from += PAGE) {
            pages.add(changes.subList(from, Math.min(changes.size(), from + PAGE)));
        }
        return pages;
    }

    /// One run over many images.
    private final class Work {
        private final Progress progress;
        private final int all;
        private final List<Change> changed = new ArrayList<>();
        private final Map<String, ImageException> failed = new LinkedHashMap<>();
        private int done;
        private boolean stopped;

        Work(Progress progress, int all) {
            this.progress = progress;
            this.all = all;
            stopped = !progress.goesOn(0, all);
        }

        /// @return false when the work is to stop
        boolean change(Change change, Optional<ImageRecord> row) {
            if (stopped || Thread.currentThread().isInterrupted()) {
                stopped = true;
                return false;
            }
            try {
                ImageRecord known = row.orElseThrow(() -> new ImageException.NotFound("An image is not in the library any more."));
                edit(change, known);
            } catch (ImageException.Cancelled _) {
                stopped = true;
                return false;
            } catch (ImageException e) {
                failed.put(change.imageId(), e);
            }
            done++;
            // Asked after the last one too, yet then there is nothing left to stop.
            stopped = !progress.goesOn(done, all) && done < all;
            return true;
        }

        /// What was seen is the change's own beginning, so that only its difference is merged into what others did in the meantime.
        private void edit(Change change, ImageRecord row) {
            if (change.before().equals(change.after())) {
                return;
            }
            Caption caption = row.caption();
            ImageRecord seen = row.withCaption(caption.withTags(change.before()), row.updatedAt());
            images.edit(new ImageEdit(seen, caption.withTags(change.after())));
            changed.add(change);
        }

        Outcome outcome() {
            return new Outcome(changed, failed, !stopped);
        }
    }
}
