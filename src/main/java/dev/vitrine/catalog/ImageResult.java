package dev.vitrine.catalog;

import dev.vitrine.image.Aspects;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The ordered answer to a query, as of one version of the catalog: it does not change any more. Safe for any thread.
public interface ImageResult {
    ImageQuery query();

    int size();

    /// The sum of the sizes of all originals, in bytes, as far as they are known.
    long sizeBytes();

    /// Of how many the size is not known.
    int unsized();

    /// Ids at positions `from` to `to` (exclusive); cheap, from memory.
    List<String> ids(int from, int to);

    /// Whole rows at positions `from` to `to` (exclusive); reads the database, so never on the FX thread.
    /// A row that was deleted since is left out.
    List<ImageRecord> images(int from, int to);

    /// Whether an image is in this result; much cheaper than asking where.
    default boolean contains(String imageId) {
        return indexOf(imageId).isPresent();
    }

    /// Where an image stands in this result.
    OptionalInt indexOf(String imageId);

    /// Width by height of every image; worked out once, in a time that grows with the size of the result.
    Aspects aspects();

    /// The first image of this day or, where there is none, the one that comes next in the order; empty when the
    /// order is not by time, or nothing is there.
    OptionalInt indexNear(LocalDate day);

    /// Runs of images of one month, in result order; one section without a head when the order is not by time.
    List<Section> sections();

    /// @param headed false for the one section of an order that is not by time; of those in order of taking the
    ///   last may have a head and no month: of its images that is not known
    /// @param first position of the first image
    record Section(Optional<YearMonth> month, boolean headed, int first, int size) {
        /// Without a month it has no head.
        public Section(Optional<YearMonth> month, int first, int size) {
            this(month, month.isPresent(), first, size);
        }
    }
}
