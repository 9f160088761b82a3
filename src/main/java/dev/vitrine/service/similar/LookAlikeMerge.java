package dev.vitrine.service.similar;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Makes one of several images that look alike: it gets what people wrote about the others, and those go to the trash.
/// All of it can be taken back, and done again. Calls block.
public record LookAlikeMerge(ImageService images) {
    /// What was done, or taken back.
    ///
    /// @param keptByTrashed which one stays, by each that went to the trash
    /// @param seen the others as they were when what was written about them was kept
    /// @param failed why not, by image
    public record MergeOutcome(
            List<CaptionChange> edits,
            Map<String, String> keptByTrashed,
            Map<String, ImageRecord> seen,
            Map<String, ImageException> failed) {
        public List<String> trashed() {
            return List.copyOf(keptByTrashed.keySet());
        }

        /// What is left of it to be taken back, or done again.
        ///
        /// @param attempted what came of trying
        /// @param settled what failed and would fail again
        public MergeOutcome rest(MergeOutcome attempted, Set<String> settled) {
            Set<String> dealtWith = new HashSet<>(settled);
            dealtWith.addAll(attempted.keptByTrashed.keySet());
            attempted.edits.forEach(edit -> dealtWith.add(edit.imageId()));
            var trashed = new LinkedHashMap<>(keptByTrashed);
            trashed.keySet().removeAll(dealtWith);
            return new MergeOutcome(
                    edits.stream()
                            .filter(edit -> !dealtWith.contains(edit.imageId()))
                            .toList(),
                    trashed,
                    seen,
                    Map.of());
        }
    }

    /// An image stays where what was written about it could not be kept, or was changed meanwhile, and where the
    /// one that stays for it is gone. One that somebody else moved to the trash meanwhile is not part of what is
    /// done.
    public MergeOutcome merge(Map<String, List<String>> othersByKept, Progress progress) {
        var keptByOther = new LinkedHashMap<String, String>();
        othersByKept.forEach((kept, others) -> others.forEach(other -> keptByOther.put(other, kept)));
        var seen = new ConcurrentHashMap<String, ImageRecord>();
        EditOutcome edited = new BulkEdits(images)
                .change(
                        List.copyOf(othersByKept.keySet()),
                        (kept, _) -> {
                            List<ImageRecord> others =
                                    images.findAll(othersByKept.getOrDefault(kept.imageId(), List.of()));
                            others.forEach(other -> seen.put(other.imageId(), other));
                            return change(kept, others);
                        },
                        progress);
        return trashed(edited, keptByOther, seen, progress);
    }

    /// What was written stays with the one that was kept until the others are back.
    ///
    /// @return what was taken back, as it was done
    public MergeOutcome takeBack(MergeOutcome done, Progress progress) {
        BulkOutcome restored = images.restore(done.trashed(), progress);
        Map<String, String> back = only(done.keptByTrashed(), restored.done());
        var waiting = new HashSet<String>();
        done.keptByTrashed().forEach((other, kept) -> {
            if (!back.containsKey(other)) {
                waiting.add(kept);
            }
        });
        List<CaptionChange> edits = done.edits().reversed().stream()
                .filter(edit -> !waiting.contains(edit.imageId()))
                .map(CaptionChange::inverse)
                .toList();
        EditOutcome edited = new BulkEdits(images).apply(edits, progress);
        return new MergeOutcome(edited.inverse(), back, done.seen(), failed(edited, restored));
    }

    /// After it was taken back.
    public MergeOutcome doAgain(MergeOutcome done, Progress progress) {
        return trashed(
                new BulkEdits(images).apply(done.edits(), progress), done.keptByTrashed(), done.seen(), progress);
    }

    private MergeOutcome trashed(
            EditOutcome edited, Map<String, String> keptByOther, Map<String, ImageRecord> seen, Progress progress) {
        if (!edited.whole()) {
            return new MergeOutcome(edited.changed(), Map.of(), seen, edited.failed());
        }
        var going = new LinkedHashMap<>(keptByOther);
        going.values().removeAll(edited.failed().keySet());
        BulkOutcome trashed = images.trashFor(going, seen, images.now(), progress);
        return new MergeOutcome(edited.changed(), only(going, trashed.done()), seen, failed(edited, trashed));
    }

    private static Map<String, String> only(Map<String, String> keptByOther, List<String> others) {
        var only = new LinkedHashMap<>(keptByOther);
        only.keySet().retainAll(Set.copyOf(others));
        return only;
    }

    private static Map<String, ImageException> failed(EditOutcome edited, BulkOutcome moved) {
        var failed = new LinkedHashMap<>(edited.failed());
        failed.putAll(moved.failed());
        return failed;
    }

    private static CaptionChange change(ImageRecord kept, List<ImageRecord> others) {
        return CaptionChange.of(kept, merged(kept, others), corrected(kept, others));
    }

    /// When it was taken is told by the others, where they agree and it does not know.
    private static Correction corrected(ImageRecord kept, List<ImageRecord> others) {
        List<LocalDateTime> known = others.stream()
                .flatMap(other -> other.facts().takenAt().stream())
                .distinct()
                .toList();
        Correction correction = kept.correction();
        return correction.takenAt().isEmpty() && known.size() == 1
                ? correction.withTakenAt(known.getFirst())
                : correction;
    }

    /// A title that somebody gave goes before one that a file brought along; all tags, the most stars, and what was
    /// picked stays picked.
    private static Caption merged(ImageRecord kept, List<ImageRecord> others) {
        String title = Stream.concat(Stream.of(kept), others.stream())
                .filter(LookAlikeMerge::isTitleGiven)
                .map(ImageRecord::title)
                .findFirst()
                .orElse(kept.title());
        var descriptions = new ArrayList<String>();
        var tags = new ArrayList<>(kept.tags());
        Stream.concat(Stream.of(kept), others.stream())
                .map(ImageRecord::description)
                .filter(text -> !text.isBlank() && descriptions.stream().noneMatch(each -> each.contains(text)))
                .forEach(descriptions::add);
        others.forEach(other -> tags.addAll(other.tags()));
        Flag flag = Flag.of(tags) == Flag.PICK ? Flag.PICK : Flag.of(kept.tags());
        Caption all = new Caption(title, String.join("\n", descriptions), tags);
        return flag.on(Rating.rated(all, Rating.of(tags)));
    }

    private static boolean isTitleGiven(ImageRecord image) {
        return !image.title().isBlank()
                && !image.title()
                        .equals(FileNames.withoutExtension(image.facts().originalName()));
    }
}
