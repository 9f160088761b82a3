package dev.vitrine.service.similar;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Images that look alike: the best of them, and the others.
///
/// @param best the one that all of them looked like when they were found: it has the most pixels, give or take a
///   hundredth, then the most bytes, then is the oldest
/// @param unread how many more look like it that are not among the others
public record LookAlikes(ImageRecord best, List<Other> others, int unread) {
    /// In what an image differs from the best one.
    public enum DiffersIn {
        PIXELS,
        BYTES,
        DATE,
        TITLE,
        TAGS
    }

    /// @param doubt why it may be no copy
    public record Other(ImageRecord image, int distance, Set<DiffersIn> differences, Optional<CopyDoubt> doubt) {
        /// It can go, as far as can be told.
        public boolean isCopy() {
            return doubt.isEmpty();
        }
    }

    public LookAlikes {
        others = List.copyOf(others);
    }

    /// Those that can go, as far as can be told.
    List<ImageRecord> copies() {
        return others.stream().filter(Other::isCopy).map(Other::image).toList();
    }

    /// The same images, of which another one is the one to stay.
    public LookAlikes withBest(ImageRecord kept) {
        return group(
                kept,
                Stream.concat(Stream.of(best), others.stream().map(Other::image))
                        .filter(image -> !image.imageId().equals(kept.imageId()))
                        .toList(),
                unread);
    }

    /// @param alike the rows of some images that look like the first of them, the best first
    /// @param unread how many more of them there are
    static Optional<LookAlikes> of(List<ImageRecord> alike, int unread) {
        List<ImageRecord> live = alike.stream()
                .filter(image -> image.deletedAt().isEmpty() && hash(image).isPresent())
                .toList();
        return live.size() < 2
                ? Optional.empty()
                : Optional.of(group(live.getFirst(), live.subList(1, live.size()), unread));
    }

    private static LookAlikes group(ImageRecord best, List<ImageRecord> others, int unread) {
        long[] turned = hash(best).orElseThrow().turned();
        boolean isOfOneMoment = unread == 0
                && isOfOneMoment(Stream.concat(Stream.of(best), others.stream()).toList());
        return new LookAlikes(
                best,
                others.stream()
                        .map(image -> {
                            int distance = PerceptualHash.distance(
                                    turned, hash(image).orElseThrow().bits());
                            return new Other(
                                    image,
                                    distance,
                                    differences(best, image),
                                    CopyDoubt.of(best, image, distance, isOfOneMoment));
                        })
                        .toList(),
                unread);
    }

    private static boolean isOfOneMoment(List<ImageRecord> images) {
        List<ImageRecord> dated = images.stream()
                .filter(image -> image.facts().takenAt().isPresent())
                .toList();
        return dated.stream()
                .noneMatch(image -> CopyDoubt.isOfOtherMoment(dated.getFirst().facts(), image.facts()));
    }

    private static Optional<PerceptualHash> hash(ImageRecord image) {
        return PerceptualHash.parse(image.facts().text(Attribute.LOOK_HASH));
    }

    private static long pixels(ImageRecord image) {
        return (long) image.facts().width() * image.facts().height();
    }

    private static Set<DiffersIn> differences(ImageRecord best, ImageRecord image) {
        var differences = EnumSet.noneOf(DiffersIn.class);
        if (pixels(best) != pixels(image)) {
            differences.add(DiffersIn.PIXELS);
        }
        if (best.facts().sizeBytes() != image.facts().sizeBytes()) {
            differences.add(DiffersIn.BYTES);
        }
        if (!best.facts().takenAt().equals(image.facts().takenAt())) {
            differences.add(DiffersIn.DATE);
        }
        if (!best.title().equals(image.title())) {
            differences.add(DiffersIn.TITLE);
        }
        if (!new HashSet<>(best.tags()).equals(new HashSet<>(image.tags()))) {
            differences.add(DiffersIn.TAGS);
        }
        return differences;
    }
}
