package dev.vitrine.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Rendition;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesViewModelTest {
    @TempDir
    private Path folder;

    private Preferences preferences;
    private final MeasuredCaches caches = new MeasuredCaches(214_000_000);
    private PreferencesViewModel viewModel;

    @BeforeEach
    void open() {
        preferences = new Preferences(new Settings(folder.resolve("settings.json")));
        viewModel = new PreferencesViewModel(
                preferences,
                caches,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Background.immediate());
    }

    @Test
    void theButtonSaysWhatClearingFrees() {
        viewModel.measure();
        assertEquals("Clear 214 MB", viewModel.clearLabelProperty().get());
        assertTrue(viewModel.clearableProperty().get());
    }

    @Test
    void afterClearingThereIsNothingToClear() {
        viewModel.measure();
        viewModel.clear();
        assertEquals("Nothing to clear", viewModel.clearLabelProperty().get());
        assertFalse(viewModel.clearableProperty().get());
    }

    @Test
    void aFailureIsToldAndCanBeTriedAgain() {
        caches.failing = true;
        viewModel.clear();
        assertTrue(
                viewModel.clearProblemProperty().get().matches("The disk is gone\\. \\[FAI-.{4}]"),
                viewModel.clearProblemProperty().get());
        caches.failing = false;
        viewModel.clear();
        assertEquals("", viewModel.clearProblemProperty().get());
    }

    @Test
    void noLimitIsOfferedOnceAndLast() {
        List<Number> choices = viewModel.limitChoices();
        assertEquals(Preferences.NO_LIMIT, choices.getLast());
        assertEquals(choices.size(), Set.copyOf(choices).size());
    }

    @Test
    void onlyMemoryThatThereIsIsOffered() {
        assertEquals(
                List.of("50 MB", "100 MB", "200 MB", "400 MB"),
                viewModel.memoryChoices().stream()
                        .map(PreferencesViewModel::sizeText)
                        .toList());
    }

    @Test
    void aSizeFromTheSettingsFileIsAmongTheChoices() {
        preferences.diskProperty().set(3e9);
        assertEquals(
                List.of("1.0 GB", "3.0 GB", "5.0 GB", "20 GB", "50 GB", "No limit"),
                viewModel.diskChoices().stream()
                        .map(PreferencesViewModel::sizeText)
                        .toList());
    }

    @Test
    void aNameThatBreaksARuleIsReported() {
        preferences.uploaderProperty().set("a/b");
        assertTrue(viewModel.uploaderProblemProperty().get().contains("slash"));
        preferences.uploaderProperty().set("");
        assertEquals("", viewModel.uploaderProblemProperty().get());
    }

    @Test
    void resetPutsEverythingBack() {
        viewModel.copies().show("jpeg 2048 none");
        assertEquals("jpeg 2048 none", preferences.copiesAsProperty().get());
        assertEquals(
                Optional.of(Rendition.parse("jpeg 2048 none")),
                preferences.copies().rendition());
        preferences.themeProperty().set("DARK");
        preferences.languageProperty().set("GERMAN");
        preferences.textSizeProperty().set(200);
        preferences.motionProperty().set("REDUCED");
        preferences.uploadTagsProperty().set("travel");
        preferences.uploadsAtOnceProperty().set(1);
        preferences.confirmsPermanentDeletionProperty().set(false);
        preferences.manyProperty().set(Preferences.NO_LIMIT);
        preferences.captionsProperty().set(true);
        preferences.uploaderProperty().set("carol");
        preferences.removesMetadataProperty().set(true);
        preferences.memoryProperty().set(2e8);
        preferences.diskProperty().set(1e9);
        viewModel.reset();
        assertEquals(Optional.empty(), preferences.copies().rendition());
        assertEquals(Optional.empty(), viewModel.copies().renditionProperty().get());
        assertEquals("SYSTEM", preferences.themeProperty().get());
        assertEquals("SYSTEM", preferences.languageProperty().get());
        assertEquals(100, preferences.textSizeProperty().get());
        assertEquals("SYSTEM", preferences.motionProperty().get());
        assertEquals("", preferences.uploadTagsProperty().get());
        assertEquals(4, preferences.uploadsAtOnceProperty().get());
        assertTrue(preferences.confirmsPermanentDeletionProperty().get());
        assertEquals(1000, preferences.manyProperty().get());
        assertFalse(preferences.captionsProperty().get());
        assertEquals("", preferences.uploaderProperty().get());
        assertFalse(preferences.removesMetadataProperty().get());
        assertEquals(1e8, preferences.memoryProperty().get());
        assertEquals(Preferences.NO_LIMIT, preferences.diskProperty().get());
    }

    @Test
    void oneCanBePutBackWithoutTheOthers() {
        preferences.themeProperty().set("DARK");
        preferences.captionsProperty().set(true);
        assertTrue(preferences.changed(preferences.themeProperty()).getValue());
        preferences.reset(preferences.themeProperty());
        assertFalse(preferences.changed(preferences.themeProperty()).getValue());
        assertTrue(preferences.captionsProperty().get());
    }

    @Test
    void whatIsChosenIsThereAtTheNextStart() {
        var settings = new Settings(folder.resolve("settings.json"));
        new Preferences(settings).diskProperty().set(5e9);
        settings.save();
        assertEquals(
                5e9,
                new Preferences(new Settings(folder.resolve("settings.json")))
                        .diskProperty()
                        .get());
    }

    private static final class MeasuredCaches implements PreferencesViewModel.Caches {
        private long bytes;
        private boolean failing;

        MeasuredCaches(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes;
        }

        @Override
        public void clear() {
            if (failing) {
                throw new ImageException.Failed("The disk is gone.");
            }
            bytes = 0;
        }

        @Override
        public boolean keepsPreviews() {
            return true;
        }

        @Override
        public long maxMemory() {
            return 500_000_000;
        }
    }
}
