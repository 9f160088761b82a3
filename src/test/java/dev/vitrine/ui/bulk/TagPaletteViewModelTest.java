package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TagPaletteViewModelTest {
    @TempDir
    private Path folder;

    @AutoClose
    private PictureLibrary pictures;

    private final UndoStack undo = new UndoStack();
    private final HeardToasts toasts = new HeardToasts();
    private final StringProperty pinned = new SimpleStringProperty("");
    private final StringProperty recent = new SimpleStringProperty("");
    private final QuickTags atHand = new QuickTags(pinned, recent);
    private boolean allowed = true;
    private TagPaletteViewModel palette;

    @BeforeEach
    void open() {
        pictures = new PictureLibrary(folder);
        pictures.add("a", 40, 30, Color.RED, "sea", "nature", "album:Trip", "rating:3");
        pictures.add("b", 40, 30, Color.BLUE, "nature");
        pictures.add("c", 40, 30, Color.GREEN, "24/7", "nature", "seaside", "seaside/bay");
        palette = model(Background.immediate());
    }

    @Test
    void pinnedComeFirstThenRecentThenTheMostUsedWithoutAlbumsAndStars() {
        pinned.set("mine\nsea");
        recent.set("gone\nseaside\nsea");
        palette.open(targets(0, 2));
        assertEquals("mine sea~ seaside nature* 24/7 seaside/bay", lines());
    }

    @Test
    void aMarkSaysWhetherAllOrSomeOfTheImagesHaveATag() {
        palette.open(targets(0, 2));
        assertEquals("nature* 24/7 sea~ seaside seaside/bay", lines());
    }

    @Test
    void aTagIsPutOnAllAndTakenOffWhereAllHaveIt() {
        palette.open(targets(0, 2));
        palette.pick(line("sea"));
        palette.libraryChanged();
        assertEquals(List.of("sea nature album:Trip rating:3", "nature sea"), tags(2));
        assertEquals("nature* 24/7 sea* seaside seaside/bay", lines());
        assertEquals("sea", recent.get());
        palette.pick(line("sea"));
        assertEquals(List.of("nature album:Trip rating:3", "nature"), tags(2));
        undo.undo();
        undo.undo();
        assertEquals(List.of("sea nature album:Trip rating:3", "nature"), tags(2));
    }

    @Test
    void typingFindsAllTagsAndOffersWhatIsNotThere() {
        palette.open(targets(0, 1));
        palette.typedProperty().set("sea");
        assertEquals("sea* seaside seaside/bay", lines());
        palette.typedProperty().set(" Bay ");
        assertEquals("seaside/bay Bay+", lines());
        palette.pick(line("Bay"));
        assertEquals("", palette.typedProperty().get());
        palette.libraryChanged();
        assertEquals("nature* 24/7 sea* seaside seaside/bay Bay*", lines());
        assertEquals("Bay", recent.get());
    }

    @Test
    void whatIsNoPlainTagIsNotOffered() {
        palette.open(targets(0, 1));
        for (String typed : List.of("album:New", "rating:4", "one, two", "SEASIDE/BAY")) {
            palette.typedProperty().set(typed);
            assertFalse(palette.linesProperty().get().stream().anyMatch(PaletteTag::isNew), typed);
        }
    }

    @Test
    void whatIsPickedBeforeTheMarksAreThereIsDoneWhenTheyAre() {
        Deque<Runnable> work = new ArrayDeque<>();
        palette = model(Background.with(work::add, Runnable::run));
        pinned.set("nature");
        palette.open(targets(0, 1));
        palette.pick(line("nature"));
        while (!work.isEmpty()) {
            work.remove().run();
        }
        assertEquals(List.of("sea album:Trip rating:3"), tags(1));
    }

    @Test
    void aPinMovesATagUpAndIsRemembered() {
        palette.open(targets(0, 1));
        palette.togglePin(line("seaside"));
        assertEquals("seaside nature* 24/7 sea* seaside/bay", lines());
        assertEquals("seaside", pinned.get());
        palette.togglePin(line("seaside"));
        assertEquals("", pinned.get());
    }

    @Test
    void whatMayNotBeChangedStays() {
        allowed = false;
        palette.open(targets(0, 1));
        palette.pick(line("seaside"));
        assertEquals(List.of("sea nature album:Trip rating:3"), tags(1));
        assertEquals("", recent.get());
    }

    @Test
    void tagsAtHandFollowANewNameAndAreBounded() {
        atHand.togglePin("place/rome");
        atHand.used("place");
        palette.followTag("place/*", "region");
        assertEquals("region/rome", pinned.get());
        assertEquals("region", recent.get());
        IntStream.range(0, 100).forEach(number -> {
            atHand.used("tag " + number);
            atHand.togglePin("tag " + number);
        });
        assertEquals(20, atHand.recent().size());
        assertEquals("tag 99", atHand.recent().getFirst());
        assertEquals(40, atHand.pinned().size());
        assertEquals(
                List.of("region/rome", "tag 99"),
                List.of(atHand.pinned().getFirst(), atHand.pinned().getLast()));
    }

    private TagPaletteViewModel model(Background background) {
        var captions = new CaptionActions(
                new BulkEdits(pictures.library().images()),
                new BackgroundJobs(background),
                undo,
                toasts,
                (_, _) -> true);
        return new TagPaletteViewModel(
                pictures.library().images(), background, captions, atHand, toasts, () -> allowed);
    }

    private ImageTargets targets(int from, int to) {
        List<String> ids = records(from, to).stream().map(ImageRecord::imageId).toList();
        return new ImageTargets(ids, Optional.empty(), false);
    }

    private List<ImageRecord> records(int from, int to) {
        return pictures.library().images().search(pictures.byTitle()).images(from, to);
    }

    private List<String> tags(int to) {
        return records(0, to).stream()
                .map(image -> String.join(" ", image.tags()))
                .toList();
    }

    private PaletteTag line(String tag) {
        return palette.linesProperty().get().stream()
                .filter(line -> line.tag().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private String lines() {
        return palette.linesProperty().get().stream()
                .map(line -> line.tag()
                        + switch (line.mark()) {
                            case ALL -> "*";
                            case SOME -> "~";
                            case NONE -> line.isNew() ? "+" : "";
                        })
                .collect(Collectors.joining(" "));
    }
}
