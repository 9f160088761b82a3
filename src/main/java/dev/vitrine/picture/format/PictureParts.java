package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Place;
import java.io.IOException;

/// The way to parts of one file's picture. For one thread at a time.
public interface PictureParts {
    /// @param place in pixels as they are stored
    /// @param shrink 1, 2, 4 or 8: how many times smaller than stored
    DecodedPixels decode(Place place, int shrink, Deadline deadline) throws IOException;
}
