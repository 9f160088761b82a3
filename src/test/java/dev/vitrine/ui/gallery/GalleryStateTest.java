package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.ui.gallery.GalleryViewModel.GalleryState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryStateTest {
    @TempDir
    private Path folder;

    @Test
    void whereNothingIsShownItIsKnownWhy() {
        try (var library = new PictureLibrary(folder);
                var gallery = new GalleryViewModel(
                        library.library().images(),
                        Background.immediate(),
                        new Settings(folder.resolve("settings.json")))) {
            assertEquals(GalleryState.EMPTY_LIBRARY, gallery.stateProperty().get());
            library.add("a", 20, 20, Color.RED);
            gallery.retry();
            assertEquals(GalleryState.SHOWN, gallery.stateProperty().get());
            gallery.queryProperty().set(ImageQuery.ALL.withUsers(Set.of("nobody")));
            assertEquals(GalleryState.NO_MATCH, gallery.stateProperty().get());
            gallery.queryProperty().set(ImageQuery.ALL.withScope(Scope.TRASH));
            assertEquals(GalleryState.EMPTY_TRASH, gallery.stateProperty().get());
        }
    }
}
