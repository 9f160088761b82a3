package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.upload.TestLibrary;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is done to images, and taken back, while nothing answers.
@Timeout(60)
class OfflineActionsTest {
    @TempDir
    private Path folder;

    private final AtomicBoolean offline = new AtomicBoolean();
    private final HeardToasts toasts = new HeardToasts();
    private final BackgroundJobs jobs = new BackgroundJobs(Background.immediate());
    private final Problems problems = new Problems(Clock.systemUTC());
    private final UndoStack undo = new UndoStack();
    private final List<String> ids = new ArrayList<>();

    @AutoClose
    private TestLibrary library;

    private ImageService images;
    private CaptionActions captions;
    private TrashActions trash;

    private record Unreliable(MetadataStore store, AtomicBoolean offline) implements ForwardingMetadataStore {
        private void reach() {
            if (offline.get()) {
                throw new ImageException.Unreachable("Nothing answers.", null);
            }
        }

        @Override
        public ImageRecord update(ImageEdit edit, Instant now) {
            reach();
            return store.update(edit, now);
        }

        @Override
        public ImageRecord trash(String imageId, Instant deletedAt) {
            reach();
            return store.trash(imageId, deletedAt);
        }

        @Override
        public ImageRecord restore(String imageId) {
            reach();
            return store.restore(imageId);
        }
    }

    @BeforeEach
    void open() throws Exception {
        jobs.reportSkipped(toasts, problems);
        library = new TestLibrary(folder, UnaryOperator.identity(), rows -> new Unreliable(rows, offline));
        images = library.images();
        for (String name : List.of("a.png", "b.png")) {
            ids.add(images.upload(SampleImages.newImage("alice", name, Color.BLUE), _ -> {})
                    .imageId());
        }
        var confirmation = new LargeActionConfirmation(
                new AnsweringDialogs(), new Preferences(new Settings(folder.resolve("settings.json"))));
        captions = new CaptionActions(new BulkEdits(images), jobs, undo, toasts, confirmation::agreed);
        trash = new TrashActions(
                images,
                Background.immediate(),
                new UndoableJobs(jobs, undo, toasts),
                confirmation,
                new SimpleStringProperty(""));
    }

    @Test
    void anEditCanBeTakenBackWhenTheLibraryIsThereAgain() {
        captions.edit(
                UndoableEdit.of(_ -> "Add", count -> "Added to " + count),
                ids,
                (image, _) -> image.caption().withTag("new"));
        offline.set(true);
        undo.undo();
        assertEquals("Add", undo.undoLabel().getValue());
        assertEquals("", undo.redoLabel().getValue());
        assertEquals(List.of("Added to 2"), toasts.reported);

        offline.set(false);
        undo.undo();
        assertEquals(0, images.tally(ids).having("new"));

        offline.set(true);
        undo.redo();
        assertEquals("", undo.undoLabel().getValue());
        assertEquals("Add", undo.redoLabel().getValue());
        offline.set(false);
        undo.redo();
        assertEquals(2, images.tally(ids).having("new"));
    }

    @Test
    void whatCouldNotBeDoneIsSaidWhereThePersonLooks() {
        offline.set(true);
        trash.trash(ids);
        assertEquals(List.of("Move 2 images to trash: 2 images not changed. Nothing answers."), toasts.failures);
        assertEquals(true, toasts.stands.getValue());
        jobs.forgetSkipped();
        assertEquals(false, toasts.stands.getValue(), "the list was looked at");
        jobs.skip(
                "Move 2 images to trash",
                Map.of(
                        "a",
                        new ImageException.Unreachable("Nothing answers.", null),
                        "b",
                        new ImageException.NotFound("It is gone.")));
        assertEquals(2, toasts.failures.size());
        assertEquals(1, problems.all().size());
    }

    @Test
    void aDeletionCanBeTakenBackWhenTheLibraryIsThereAgain() {
        trash.trash(ids);
        offline.set(true);
        undo.undo();
        assertEquals("Move 2 images to trash", undo.undoLabel().getValue());
        assertEquals("", undo.redoLabel().getValue());
        assertEquals(List.of("2 images moved to the trash."), toasts.reported);

        offline.set(false);
        undo.undo();
        assertEquals(0, images.tally(ids).trashed());

        offline.set(true);
        undo.redo();
        assertEquals("Move 2 images to trash", undo.redoLabel().getValue());
        assertEquals("", undo.undoLabel().getValue());
        offline.set(false);
        undo.redo();
        assertEquals(2, images.tally(ids).trashed());
    }
}
