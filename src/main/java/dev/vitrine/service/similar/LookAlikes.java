package dev.vitrine.service.similar;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.service.ImageService;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Images that look alike: the best of them, and the others.
///
/// @param best has the most pixels, then the most bytes, then is the oldest
public record LookAlikes(ImageRecord best, List<Other> others) {
    /// The best first.
    private static final Comparator<ImageRecord> BETTER = Comparator.<ImageRecord>comparingLong(LookAlikes::pixels)
            .thenComparingLong(image -> image.facts().sizeBytes())
            .reversed()
            .thenComparing(ImageRecord::createdAt)
            .thenComparing(ImageRecord::imageId);

    /// In what an image differs from the best one.
    public enum DiffersIn {
        PIXELS,
        BYTES,
        DATE,
        TITLE,
        TAGS
    }

    /// @param isOfOtherMoment it was taken at another moment, as pictures of a burst
    /// are: it may be shown, and is no
    ///   copy
    public record Other(ImageRecord image, int distance, Set<DiffersIn> differences, boolean isOfOtherMoment) {}

    public LookAlikes {
        others = List.copyOf(others);
    }

    /// Those that can go, as far as can be told.
    public List<ImageRecord> copies() {
        return others.stream()
                .filter(other -> !other.isOfOtherMoment)
                .map(Other::image)
                .toList();
    }

    /// The same images, of which another one is the one to stay.
    public LookAlikes withBest(ImageRecord kept) {
        PerceptualHash looks = hash(kept).orElseThrow();
        return new LookAlikes(
                kept,
                Stream.concat(Stream.of(best), others.stream().map(Other::image))
                        .filter(image -> !image.imageId().equals(kept.imageId()))
                        .map(image -> other(kept, looks, image))
                        .toList());
    }

    /// All groups of the library, the largest first. Each image looks like the best of
    /// its group, not only like some
    /// other in it. Takes seconds for a million images.
    public static List<LookAlikes> all(ImageService images) {
        var groups = new ArrayList<LookAlikes>();
        for (List<String> ids : images.similarGroups()) {
            groups.addAll(of(images.findAll(ids)));
        }
        groups.sort(Comparator.comparingInt((LookAlikes group) -> group.others.size())
                .reversed()
                .thenComparing(group -> group.best.createdAt(), Comparator.reverseOrder()));
        return groups;
    }

    /// @param linked look alike by way of one another
    static List<LookAlikes> of(List<ImageRecord> linked) {
        var left = new ArrayList<>(linked);
        left.removeIf(image -> image.deletedAt().isPresent() || hash(image).isEmpty());
        left.sort(BETTER);
        var groups = new ArrayList<LookAlikes>();
        while (left.size() > 1) {
            ImageRecord best = left.removeFirst();
            PerceptualHash looks = hash(best).orElseThrow();
            var others = new ArrayList<Other>();
            for (Iterator<ImageRecord> rest = left.iterator(); rest.hasNext(); ) {
                ImageRecord image = rest.next();
                Other other = other(best, looks, image);
                if (other.distance() <= PerceptualHash.MAX_DISTANCE) {
                    others.add(other);
                    rest.remove();
                }
            }
            if (!others.isEmpty()) {
                groups.add(new LookAlikes(best, others));
            }
        }
        return groups;
    }

    private static Other other(ImageRecord best, PerceptualHash looks, ImageRecord image) {
        int distance = looks.distance(hash(image).orElseThrow());
        return new Other(image, distance, differences(best, image), isOfOtherMoment(best, image));
    }

    private static Optional<PerceptualHash> hash(ImageRecord image) {
        return PerceptualHash.parse(image.facts().text(Attribute.PHASH));
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

    /// Copies keep the moment of their picture, or lose it. Of several within a second, cameras number the files.
    static boolean isOfOtherMoment(ImageRecord best, ImageRecord image) {
        Optional<LocalDateTime> taken = image.facts().takenAt();
        if (taken.isEmpty() || best.facts().takenAt().isEmpty()) {
            return false;
        }
        return !taken.equals(best.facts().takenAt())
                || isOtherCamera(best.facts(), image.facts())
                || isOtherNumber(best.facts().originalName(), image.facts().originalName());
    }

    private static boolean isOtherCamera(ImageFacts best, ImageFacts image) {
        String camera = best.text(Attribute.CAMERA);
        String other = image.text(Attribute.CAMERA);
        return !camera.isEmpty() && !other.isEmpty() && !camera.equals(other);
    }

    /// `IMG_0001.JPG` and `IMG_0002.JPG`.
    private static boolean isOtherNumber(String name, String other) {
        return !name.equals(other)
                && name.length() == other.length()
                && name.replaceAll("\\d", "0").equals(other.replaceAll("\\d", "0"));
    }
}
