package dev.vitrine.ui.support;

import dev.vitrine.service.ImageService;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test on a library of pictures, in a folder of its own.
public abstract class PictureLibraryTest {
    @TempDir
    protected Path folder;

    @AutoClose
    protected PictureLibrary library;

    protected ImageService images;

    @BeforeEach
    void openLibrary() {
        library = new PictureLibrary(folder);
        images = library.library().images();
    }
}
