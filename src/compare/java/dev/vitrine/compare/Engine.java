package dev.vitrine.compare;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageQuery;
import java.nio.file.Path;

/// Something that answers searches.
interface Engine extends AutoCloseable {
    /// Makes its files in a folder, unless they are there.
    ///
    /// @return whether it did
    boolean fill(Path folder, LibraryGenerator library, int images) throws Exception;

    void open(Path folder) throws Exception;

    Answer answer(ImageQuery query) throws Exception;
}
