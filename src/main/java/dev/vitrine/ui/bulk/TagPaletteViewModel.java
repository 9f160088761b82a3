package dev.vitrine.ui.bulk;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.TagPath;
import dev.vitrine.image.Tally;
import dev.vitrine.service.ImageService;
import dev.vitrine.text.Folding;
import dev.vitrine.text.Matches;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.bulk.PaletteTag.TagMark;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Toasts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A short list of tags to put on images, or to take off: those pinned, those used last, then the most used of the
/// library; while something is typed, all that fit, and what is typed itself.
///
/// Albums and stars are not in it. A line keeps its number until the list is opened again or a tag is pinned.
public final class TagPaletteViewModel {
    /// So many lines have a digit.
    static final int NUMBERED = 9;

    private static final int MAX_FOUND = 50;

    private final CaptionActions captions;
    private final QuickTags atHand;
    private final BooleanSupplier allowed;
    private final LatestTask<Read> reads;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<PaletteTag>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final List<String> offered = new ArrayList<>();
    private final Map<String, Integer> known = new LinkedHashMap<>(); // most used first
    private List<String> imageIds = List.of();
    private Optional<Tally> tally = Optional.empty();
    private Runnable whenRead = () -> {};

    private record Read(Tally tally, List<Count<String>> known) {}

    /// @param allowed whether tags may be changed here; tells it when not
    public TagPaletteViewModel(
            ImageService images,
            Background background,
            CaptionActions captions,
            QuickTags atHand,
            Toasts toasts,
            BooleanSupplier allowed) {
        this.captions = captions;
        this.atHand = atHand;
        this.allowed = allowed;
        reads = new LatestTask<>(
                background,
                () -> {
                    List<String> asked = imageIds;
                    return () -> new Read(
                            images.tally(asked), images.facets(ImageQuery.ALL).tags());
                },
                this::show,
                failure -> fail(toasts, failure));
        typed.subscribe((_, _) -> list());
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// `""` while the tags at hand are shown.
    StringProperty typedProperty() {
        return typed;
    }

    ReadOnlyObjectProperty<List<PaletteTag>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    int images() {
        return imageIds.size();
    }

    boolean isNumbered() {
        return typed.get().isEmpty();
    }

    public void open(ImageTargets targets) {
        imageIds = targets.ids();
        tally = Optional.empty();
        whenRead = () -> {};
        known.clear();
        offered.clear();
        Stream.concat(atHand.pinned().stream(), atHand.recent().stream())
                .distinct()
                .forEach(offered::add);
        typed.set("");
        list();
        reads.now();
        open.set(true);
    }

    void close() {
        reads.stop();
        open.set(false);
    }

    public void libraryChanged() {
        if (open.get()) {
            reads.again();
        }
    }

    /// A tag, or a branch of tags, has another name now.
    public void followTag(String tag, String name) {
        atHand.follow(tag, name);
    }

    /// Puts the tag on all of the images, or takes it off when all have it. What is asked for before that is known
    /// is done when it is.
    void pick(PaletteTag line) {
        if (tally.isEmpty()) {
            whenRead = () -> pick(lineOf(line.tag(), line.isNew()));
        } else if (allowed.getAsBoolean()) {
            if (line.mark() == TagMark.ALL) {
                captions.removeTag(imageIds, line.tag());
            } else {
                captions.addTag(imageIds, line.tag());
                atHand.used(line.tag());
            }
            if (!offered.contains(line.tag())) {
                offered.add(line.tag());
            }
            typed.set("");
            list();
        }
    }

    void togglePin(PaletteTag line) {
        atHand.togglePin(line.tag());
        List<String> pinned = atHand.pinned();
        offered.removeAll(pinned);
        offered.addAll(0, pinned);
        if (!offered.contains(line.tag())) {
            offered.add(line.tag());
        }
        list();
    }

    private void fail(Toasts toasts, ImageException failure) {
        close();
        toasts.failure(failure);
    }

    private void show(Read read) {
        boolean isFirst = tally.isEmpty();
        tally = Optional.of(read.tally());
        known.clear();
        read.known().stream()
                .filter(count -> PlainTags.isPlain(count.value()))
                .forEach(count -> known.put(count.value(), count.images()));
        if (isFirst) {
            fill();
        }
        list();
        Runnable waiting = whenRead;
        whenRead = () -> {};
        waiting.run();
    }

    /// What no image has any more is at hand only where somebody pinned it.
    private void fill() {
        offered.removeIf(tag -> !known.containsKey(tag) && !atHand.isPinned(tag));
        known.keySet().stream()
                .filter(tag -> !offered.contains(tag))
                .limit(Math.max(0, NUMBERED - offered.size()))
                .toList()
                .forEach(offered::add);
    }

    private void list() {
        String name = Folding.composed(TagPath.root(typed.get().strip().replaceAll("\\s+", " ")));
        lines.set(
                name.isEmpty() ? offered.stream().map(tag -> lineOf(tag, false)).toList() : List.copyOf(found(name)));
    }

    private List<PaletteTag> found(String name) {
        String caseless = Folding.caseless(name);
        List<String> candidates = Stream.concat(offered.stream(), known.keySet().stream())
                .distinct()
                .toList();
        List<String> same = candidates.stream()
                .filter(tag -> Folding.caseless(tag).equals(caseless))
                .toList();
        var found = new ArrayList<PaletteTag>();
        Stream.concat(same.stream(), Matches.of(name).amongWords(candidates, tag -> tag).stream())
                .distinct()
                .limit(MAX_FOUND)
                .forEach(tag -> found.add(lineOf(tag, false)));
        if (same.isEmpty() && PlainTags.isPlain(name) && !name.contains(",")) {
            found.add(lineOf(name, true));
        }
        return found;
    }

    private PaletteTag lineOf(String tag, boolean isNew) {
        int having = tally.map(read -> read.having(tag)).orElse(0);
        TagMark mark = having == 0 ? TagMark.NONE : having < imageIds.size() ? TagMark.SOME : TagMark.ALL;
        return new PaletteTag(tag, mark, atHand.isPinned(tag), known.getOrDefault(tag, 0), isNew);
    }
}
