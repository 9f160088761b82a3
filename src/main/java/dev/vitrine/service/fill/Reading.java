package dev.vitrine.service.fill;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.util.Optional;

/// What rows may lack, and how it is read. For many threads.
public interface Reading {
    /// Images whose rows do not say it.
    ImageQuery silent();

    /// Those among them of which some may not be [readable][#isReadable]; empty where that shows as they are read.
    Optional<ImageQuery> doubtful();

    /// Whether it can be read now. Asks nobody outside this machine.
    boolean isReadable(ImageRecord image);

    /// What is to be added to the row: [ImageFacts#UNKNOWN] only where it is certain that there is nothing, empty
    /// where it cannot be read for now.
    Optional<ImageFacts> read(ImageRecord image);

    /// What reading one image takes.
    Effort effort();

    /// @param requests of most images
    /// @param bytes of most images
    /// @param maxRequests never more
    /// @param maxBytes never more
    record Effort(int requests, long bytes, int maxRequests, long maxBytes) {}
}
