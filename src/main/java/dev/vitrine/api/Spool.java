package dev.vitrine.api;

import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageSource;
import java.io.IOException;

/// The bytes of one upload, see [Spools]; they go when this is closed.
record Spool(WholeFile file, Runnable onClose) implements AutoCloseable {
    /// @param name that the image had where it comes from, or `""`
    ImageSource asImage(String name) {
        return ImageSource.ofFile(name, file.temporary());
    }

    @Override
    public void close() {
        try (file) {
            onClose.run();
        } catch (IOException e) {
            System.getLogger(Spool.class.getName())
                    .log(System.Logger.Level.WARNING, "left behind: " + file.temporary(), e);
        }
    }
}
