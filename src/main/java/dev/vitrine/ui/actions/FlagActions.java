package dev.vitrine.ui.actions;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.util.Subscription;

/// Picks and rejects images, as edits that can be undone. What was said last of an image holds for it at once, whatever
/// the library takes to store it; what it refuses is as it was, and told. Belongs to the FX thread.
public final class FlagActions {
    private final CaptionActions captions;
    private final BackgroundJobs jobs;
    private final List<Said> said = new ArrayList<>();
    private final List<Runnable> whenStored = new ArrayList<>();
    private final Map<String, ImageException> refused = new LinkedHashMap<>();
    private final Runnable tellRefused;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final List<Consumer<List<String>>> onTakenBack = new ArrayList<>();
    private int storing;

    /// One word about images that is not stored yet, told from others that say the same.
    private static final class Said {
        private final Flag flag;
        private final Set<String> imageIds;

        Said(Flag flag, List<String> imageIds) {
            this.flag = flag;
            this.imageIds = Set.copyOf(imageIds);
        }
    }

    /// What is said by one key, taken back and said again.
    private final class Saying implements QueuedEdit.RequestListener {
        private final Flag flag;
        private Said now;

        Saying(Flag flag) {
            this.flag = flag;
            now = new Said(flag, List.of());
        }

        @Override
        public Consumer<Map<String, ImageException>> asked(List<String> imageIds, boolean forth) {
            said.remove(now);
            now = new Said(flag, forth ? imageIds : List.of());
            said.add(now);
            storing++;
            change();
            if (!forth) {
                List.copyOf(onTakenBack).forEach(each -> each.accept(imageIds));
            }
            Said asked = now;
            return failed -> stored(asked, failed);
        }
    }

    public FlagActions(CaptionActions captions, BackgroundJobs jobs) {
        this.captions = captions;
        this.jobs = jobs;
        tellRefused = jobs.oncePerPulse(this::report);
    }

    /// Grows with each word, and when one is stored or refused.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// @param notified when flags of these images are taken back
    public Subscription subscribeTakenBack(Consumer<List<String>> notified) {
        onTakenBack.add(notified);
        return () -> onTakenBack.remove(notified);
    }

    /// What was said of an image and is not stored yet.
    Optional<Flag> said(String imageId) {
        return said.reversed().stream()
                .filter(word -> word.imageIds.contains(imageId))
                .findFirst()
                .map(word -> word.flag);
    }

    /// All of that, by image.
    public Map<String, Flag> saidNow() {
        Map<String, Flag> now = new HashMap<>();
        said.forEach(word -> word.imageIds.forEach(id -> now.put(id, word.flag)));
        return now;
    }

    /// The image as it will be once all is stored.
    public ImageRecord asSaid(ImageRecord image) {
        return said(image.imageId())
                .map(flag -> image.withCaption(flag.on(image.caption()), image.updatedAt()))
                .orElse(image);
    }

    /// Those of very many only when that was meant.
    public void flag(List<String> imageIds, Flag flag) {
        IntFunction<String> name = images -> Messages.text("flag.label." + flag.name(), images);
        UndoableEdit edit = imageIds.size() == 1
                ? UndoableEdit.quiet(name)
                : UndoableEdit.of(name, changed -> Messages.text("flag.done." + flag.name(), changed));
        BulkEdits.Rewriting rewriting = (image, _) -> flag.on(image.caption());
        if (captions.isMeant(edit, imageIds)) {
            new QueuedEdit(captions, edit, imageIds, rewriting, new Saying(flag)).begin();
        }
    }

    /// What may be lost when the library is left now; `""` when all that was said is stored or refused.
    public String leaving() {
        return storing == 0 ? "" : Messages.text("flag.leave", storing);
    }

    /// Once all that was said is stored or refused: at once when nothing waits.
    public void whenStored(Runnable action) {
        if (storing == 0) {
            action.run();
        } else {
            whenStored.add(action);
        }
    }

    private void stored(Said word, Map<String, ImageException> failed) {
        said.remove(word);
        refused.putAll(failed);
        storing--;
        change();
        if (!refused.isEmpty()) {
            tellRefused.run();
        }
        if (storing == 0) {
            List<Runnable> actions = List.copyOf(whenStored);
            whenStored.clear();
            actions.forEach(Runnable::run);
        }
    }

    /// Many keys that are refused for one reason are one notice.
    private void report() {
        Map<String, ImageException> reasons = Map.copyOf(refused);
        refused.clear();
        if (!reasons.isEmpty()) {
            jobs.skip(Messages.text("flag.label", reasons.size()), reasons);
        }
    }

    private void change() {
        changes.set(changes.get() + 1);
    }
}
