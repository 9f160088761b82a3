package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.offline.OfflineConditions;
import dev.vitrine.service.offline.OfflineOriginals;
import dev.vitrine.service.upload.TestLibrary;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.NoDialogs;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.io.RandomAccessFile;
import java.nio.file.Files;
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
    private final HeardToasts toasts = new HeardToasts();
    private OfflineViewModel.Extent extent = new OfflineViewModel.Extent(2, 3_000_000_000L);
    private Settings settings;
    private TestLibrary library;
    private OriginalCache kept;
    private OfflineOriginals originals;
    private FilterViewModel filter;
    private OfflineViewModel offline;

    @BeforeEach
    void open() throws Exception {
        library = new TestLibrary(folder, UnaryOperator.identity(), UnaryOperator.identity());
        library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        kept = new OriginalCache(folder.resolve("kept"));
        openOriginals();
        settings = new Settings(folder.resolve("settings.json"));
        build();
        filter.saved().save("All", ImageQuery.ALL);
    }

    private void openOriginals() {
        originals = new OfflineOriginals(
                library.images(),
                new Downloads(new FolderObjectStore(folder.resolve("objects"))),
                kept,
                new OfflineConditions(() -> true, () -> false));
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
                new OfflineViewModel.OfflineContext(
                        background, dialogs, toasts, _ -> extent, Optional.of(AwsPrices.of("eu-central-1"))));
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
        Eventually.await(() -> offline.progress(search()).startsWith("The one original kept, "));
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
        Eventually.await(() -> offline.progress(search()).startsWith("None of 1 kept."));
        offline.removeAll();
        assertFalse(search().isOffline());
    }

    @Test
    void whatCannotBeKeptIsSaid() {
        library.catalog().put(SampleImages.row("foreign", "foreign"));
        dialogs.answer = true;
        offline.keepOffline(search());
        String rest = ". One image cannot be kept: another program stored it without a checksum.";
        Eventually.await(() -> offline.progress(search()).matches("The one original kept, .*" + rest));
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
    void whatWentWithItsConnectionIsNotFetchedAgainByTheNextStart() {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> originals.status().bytes() > 0);
        OfflineOriginals.forget(kept);
        filter.keptIsGone("library");
        assertFalse(search().isOffline());
        Eventually.await(() -> originals.status().searches().isEmpty());
        filter.close();
        build();
        assertFalse(search().isOffline());
        assertEquals(0, kept.all().size());
    }

    @Test
    void norIsThatOfALibraryThatIsNotOpen() {
        dialogs.answer = true;
        offline.keepOffline(search());
        var other = new FilterViewModel(library.images(), Background.immediate(), settings, "other");
        other.keptIsGone("library");
        other.close();
        filter.close();
        build();
        assertFalse(search().isOffline());
        assertEquals(ImageQuery.ALL, search().query());
    }

    @Test
    void whatFindsNothingIsNotKept() {
        dialogs.answer = true;
        extent = new OfflineViewModel.Extent(0, 0);
        offline.keepOffline(search());
        assertEquals("", dialogs.asked);
        assertEquals(List.of("“All” finds nothing at the moment. There is nothing to keep."), toasts.reported);
        assertFalse(search().isOffline());
    }

    @Test
    void neitherUnknownSizesNorFractionsOfACentAreSaid() {
        extent = new OfflineViewModel.Extent(1, 0);
        offline.keepOffline(search());
        assertTrue(dialogs.asked.startsWith("One original would be kept on"), dialogs.asked);
        assertFalse(dialogs.asked.contains("AWS"), dialogs.asked);
    }

    @Test
    void aSearchThatFindsNothingAnyMoreSaysNoSize() {
        dialogs.answer = true;
        filter.saved().save("All", ImageQuery.ALL.withUsers(Set.of("nobody")));
        offline.keepOffline(search());
        Eventually.await(() -> offline.progress(search()).equals("Finds nothing to keep"));
    }

    @Test
    void littleThatIsKeptNoLongerIsTakenBack() {
        keepAll();
        dialogs.asked = "";
        offline.keepNoLonger(search());
        assertFalse(search().isOffline());
        toasts.offered.run();
        assertTrue(search().isOffline());

        filter.saved().save("Hers", ImageQuery.ALL.withUsers(Set.of("alice")));
        offline.delete(search());
        assertEquals("Hers", search().name());
        toasts.offered.run();
        assertEquals("All", search().name());
        assertTrue(search().isOffline());

        offline.removeAll();
        assertFalse(search().isOffline());
        toasts.offered.run();
        assertTrue(search().isOffline());
        assertEquals(
                List.of("“All” is no longer kept offline.", "“All” deleted.", "No search is kept offline any more."),
                toasts.reported);
        assertEquals("", dialogs.asked);
    }

    @Test
    void muchIsOnlyRemovedAfterAYes() throws Exception {
        filter.saved().save("All", ImageQuery.ALL.withUsers(Set.of("bob")));
        library.images().upload(large(), _ -> {});
        keepAll();
        dialogs.answer = false;
        offline.keepNoLonger(search());
        assertTrue(dialogs.asked.startsWith("Up to 120 MB go from this computer"), dialogs.asked);
        assertTrue(dialogs.asked.contains("to fetch them again costs about $0.01"), dialogs.asked);
        offline.delete(search());
        assertTrue(dialogs.asked.startsWith("Up to 120 MB go"), dialogs.asked);
        offline.removeAll();
        assertTrue(dialogs.asked.startsWith("120 MB go"), dialogs.asked);
        assertTrue(search().isOffline());

        dialogs.answer = true;
        offline.removeAll();
        assertFalse(search().isOffline());
        assertEquals(List.of(), toasts.reported);
    }

    /// A picture with much behind it, most of which takes no room on the disk.
    private NewImage large() throws Exception {
        Path file = folder.resolve("large.jpg");
        Files.write(file, SampleImages.jpeg(8, 8, Color.RED));
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(120_000_000);
        }
        return new NewImage("bob", Caption.EMPTY, ImageSource.ofFile(file));
    }

    private void keepAll() {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> offline.progress(search()).startsWith("The one original kept, "));
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
    void whatIsShownIsSavedWithTheYesUnderANameOfItsOwn() {
        ImageQuery hers = ImageQuery.ALL.withUsers(Set.of("alice"));
        offline.keepOffline(hers, "All");
        assertEquals(1, filter.saved().searches().size());
        dialogs.answer = true;
        offline.keepOffline(hers, "All");
        SavedSearch kept = filter.saved().like(hers).orElseThrow();
        assertEquals("All 2", kept.name());
        assertTrue(kept.isOffline());
        offline.keepOffline(ImageQuery.ALL, "Everything");
        assertTrue(search().isOffline());
        assertEquals(2, filter.saved().searches().size());
    }

    @Test
    void aSearchThatIsSavedAgainIsStillKept() {
        dialogs.answer = true;
        offline.keepOffline(search());
        Eventually.await(() -> offline.progress(search()).startsWith("The one original kept, "));
        filter.saved().save("All", ImageQuery.ALL.withUsers(Set.of("alice")));
        assertTrue(search().isOffline());
        Eventually.await(() -> offline.progress(search()).startsWith("The one original kept, "));
        assertTrue(originals.status().bytes() > 0);

        filter.saved().save("All", TRASH);
        assertFalse(search().isOffline());
    }

    private SavedSearch search() {
        return filter.saved().searches().getFirst();
    }

    private static final class Answers extends NoDialogs {
        private boolean answer;
        private String asked = "";

        @Override
        public boolean confirm(String title, String explanation, String action) {
            asked = explanation;
            return answer;
        }
    }
}
