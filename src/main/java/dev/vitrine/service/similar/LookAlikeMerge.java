package dev.vitrine.service.similar;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Caption;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes one of several images that look alike: it gets what people wrote about the others, and those go to the trash.
/// All of it can be taken back, and done again. Calls block.
public record LookAlikeMerge(ImageService images) {
    /// What was done.
    ///
    /// @param trashed those that went to the trash
    /// @param failed why not, by image
    public record MergeOutcome(List<CaptionChange> edits, List<String> trashed, Map<String, ImageException> failed) {
        public boolean isNothing() {
            return edits.isEmpty() && trashed.isEmpty();
        }
    }

    /// An image stays where what was written about it could not be kept.
    ///
    /// @param othersByKept which go, by the one that stays
    public MergeOutcome merge(Map<String, List<String>> othersByKept, Progress progress) {
        EditOutcome edited = new BulkEdits(images)
                .edit(
                        List.copyOf(othersByKept.keySet()),
                        (kept, _) -> merged(kept, images.findAll(othersByKept.getOrDefault(kept.imageId(), List.of()))),
                        progress);
        if (!edited.whole()) {
            return new MergeOutcome(edited.changed(), List.of(), edited.failed());
        }
        List<String> going = othersByKept.entrySet().stream()
                .filter(each -> !edited.failed().containsKey(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .toList();
        return outcome(edited, images.trash(going, images.now(), progress));
    }

    public MergeOutcome takeBack(MergeOutcome done, Progress progress) {
        BulkOutcome restored = images.restore(done.trashed(), progress);
        return outcome(new BulkEdits(images).apply(inverse(done.edits()), progress), restored);
    }

    /// After it was taken back.
    public MergeOutcome doAgain(MergeOutcome done, Progress progress) {
        EditOutcome edited = new BulkEdits(images).apply(done.edits(), progress);
        return outcome(edited, images.trash(done.trashed(), images.now(), progress));
    }

    private static List<CaptionChange> inverse(List<CaptionChange> edits) {
        return edits.reversed().stream().map(CaptionChange::inverse).toList();
    }

    private static MergeOutcome outcome(EditOutcome edited, BulkOutcome moved) {
        var failed = new LinkedHashMap<>(edited.failed());
        failed.putAll(moved.failed());
        return new MergeOutcome(edited.changed(), moved.done(), failed);
    }

    /// A title that somebody gave goes before one that a file brought along; all tags, the most stars, and what was
    /// picked stays picked.
    static Caption merged(ImageRecord kept, List<ImageRecord> others) {
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
