package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.upload.TestLibrary;
import dev.vitrine.store.KeptOriginals;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineViewModelTest {
    private static final ImageQuery TRASH = ImageQuery.ALL.withScope(Scope.TRASH);

    @TempDir
    private Path folder;

    private final SimpleObjectProperty<Number> limit = new SimpleObjectProperty<>(10e9);
    private final Answers dialogs = new Answers();
    private Settings settings;
    private TestLibrary library;
    private KeptOriginals kept;
    private OfflineOriginals originals;
    private FilterViewModel filter;
    private OfflineViewModel offline;

    @BeforeEach
    void open() throws Exception {
        library = new TestLibrary(folder, UnaryOperator.identity(), UnaryOperator.identity());
        library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        kept = new KeptOriginals(folder.resolve("kept"));
        openOriginals();
        settings = new Settings(folder.resolve("settings.json"));
        build();
        filter.saved().save("All", ImageQuery.ALL);
    }

    private void openOriginals() {
        originals = new OfflineOriginals(
                library.images(), new Downloads(new FolderObjectStore(folder.resolve("objects"))), kept, () -> true);
    }

    private void build() {
        build(Background.immediate());
    }

    private void build(Background background) {
        filter = new FilterViewModel(library.images(), Background.immediate(), settings, "library");
        offline = new OfflineViewModel(
                originals,
                filter.saved(),
                limit,
                new OfflineViewModel.Asking(
                        background,
                        dialogs,
                        _ -> new OfflineViewModel.Extent(2, 3_000_000_000L),
                        Optional.of(AwsPrices.of("eu-central-1"))));
        filter.setOffline(offline);
    }

    @AfterEach
    void close() throws Exception {
        filter.close();
        originals.close();
        library.close();
    }

    @Test
    void itAsksWithSizeLimitAndPriceAndKeepsNothingWithoutAYes() {
        offline.keepOffline(search());
        assertFalse(search().isOffline());
        assertTrue(dialogs.asked.contains("2 originals with 3.0 GB"), dialogs.asked);
        assertTrue(dialogs.asked.contains("up to 10 GB"), dialogs.asked);
        assertTrue(dialogs.asked.contains("$0.27"), dialogs.asked);
    }

    @Test
    void aSearchThatIsKeptSaysHowFarItIsAndStaysSoAtTheNextStart() {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> offline.progress(search()).startsWith("All 1 kept"));
        filter.saved().rename("All", "Everything");
        assertTrue(search().isOffline());
        filter.close();
        build();
        assertTrue(search().isOffline());

        offline.keepNoLonger(search());
        assertEquals("", offline.progress(search()));
        Eventually.await(() -> originals.status().bytes() == 0);
    }

    @Test
    void aLowLimitIsSaidAndRemovingAllKeepsNoSearch() {
        dialogs.answer = true;
        offline.keepOffline(search());
        limit.set(10);
        Eventually.await(() -> offline.progress(search()).startsWith("The newest 0 of 1 are kept"));
        offline.removeAll();
        assertFalse(search().isOffline());
    }

    /// None are found in what cannot be read, and nobody asked to keep none.
    @ParameterizedTest
    @ValueSource(strings = {"", "[{torn", "[]"})
    @StandardError.MaySay("could not be read")
    void whereNoSearchCanBeReadNothingIsRemoved(String stored) {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> originals.status().bytes() > 0);
        filter.close();
        originals.close();
        settings.text("filter.saved.library", "").set(stored);
        openOriginals();
        build();
        limit.set(9e9);
        filter.saved().save("Another", ImageQuery.ALL);
        assertFalse(originals.isAsked());
        assertEquals(1, kept.all().size());
        offline.removeAll();
        Eventually.await(() -> kept.all().isEmpty());
    }

    @Test
    void nothingIsAskedOverALibraryThatCameNext() {
        var screen = new ArrayDeque<Runnable>();
        filter.close();
        build(Background.with(Runnable::run, screen::add));
        offline.keepOffline(search());
        filter.close();
        screen.forEach(Runnable::run);
        assertEquals("", dialogs.asked);
    }

    @Test
    void theTrashIsNotKept() {
        assertTrue(search().canKeep());
        assertFalse(new SavedSearch("Trash", TRASH, 0).canKeep());
    }

    @Test
    void aSearchThatIsSavedAgainIsStillKept() {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> offline.progress(search()).startsWith("All 1 kept"));
        filter.saved().save("All", ImageQuery.ALL.withUsers(Set.of("alice")));
        assertTrue(search().isOffline());
        Eventually.await(() -> offline.progress(search()).startsWith("All 1 kept"));
        assertTrue(originals.status().bytes() > 0);

        filter.saved().save("All", TRASH);
        assertFalse(search().isOffline());
    }

    private SavedSearch search() {
        return filter.saved().searches().getFirst();
    }

    private static final class Answers implements Dialogs {
        private boolean answer;
        private String asked = "";

        @Override
        public boolean confirm(String title, String explanation, String action) {
            asked = explanation;
            return answer;
        }

        @Override
        public List<Path> chooseFiles(FilePurpose purpose, String title) {
            throw new AssertionError(title);
        }

        @Override
        public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
            throw new AssertionError(title);
        }

        @Override
        public Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName) {
            throw new AssertionError(title);
        }
    }
}
