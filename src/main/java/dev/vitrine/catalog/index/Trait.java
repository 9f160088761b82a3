package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rating;
import java.util.Optional;
import java.util.function.IntConsumer;

/// What is either true of an image or not, each a row set of the index; the sets of the image types follow after these.
enum Trait {
    LIVE,
    TRASHED,
    UNTAGGED,
    LOCATED,
    DATED,
    PORTRAIT,
    LANDSCAPE,
    SQUARE;

    static final int COUNT = values().length + ImageType.values().length;

    static int setOf(ImageType type) {
        return values().length + type.ordinal();
    }

    static Trait of(Shape shape) {
        return switch (shape) {
            case PORTRAIT -> PORTRAIT;
            case LANDSCAPE -> LANDSCAPE;
            case SQUARE -> SQUARE;
        };
    }

    /// Empty while width and height are not known.
    private static Optional<Shape> shape(ImageFacts facts) {
        if (facts.width() <= 0 || facts.height() <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                facts.width() == facts.height()
                        ? Shape.SQUARE
                        : facts.width() > facts.height() ? Shape.LANDSCAPE : Shape.PORTRAIT);
    }

    /// Tells the number of every set that the image belongs to.
    static void forEachSet(ImageRecord image, IntConsumer set) {
        set.accept((image.deletedAt().isPresent() ? TRASHED : LIVE).ordinal());
        if (Rating.plain(image.tags()).isEmpty()) {
            set.accept(UNTAGGED.ordinal());
        }
        if (image.facts().hasLocation()) {
            set.accept(LOCATED.ordinal());
        }
        if (image.facts().takenAt().isPresent()) {
            set.accept(DATED.ordinal());
        }
        shape(image.facts()).ifPresent(shape -> set.accept(of(shape).ordinal()));
        image.facts().type().ifPresent(type -> set.accept(setOf(type)));
    }
}
