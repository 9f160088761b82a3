package dev.vitrine.service.similar;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Images that look alike: the best of them, and the others.
///
/// @param best has the most pixels, then the most bytes, then is the oldest
public record LookAlikes(ImageRecord best, List<Other> others) {
    private static final int PAGE = 500;

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
    public List<ImageRecord> copies() {
        return others.stream().filter(Other::isCopy).map(Other::image).toList();
    }

    /// The same images, of which another one is the one to stay.
    public LookAlikes withBest(ImageRecord kept) {
        return group(
                kept,
                Stream.concat(Stream.of(best), others.stream().map(Other::image))
                        .filter(image -> !image.imageId().equals(kept.imageId()))
                        .toList());
    }

    /// All groups of the library, the largest first. Each image looks like the best of its group, not only like
    /// some other in it. Takes seconds for a million images.
    ///
    /// @throws ImageException.Cancelled when `progress` stops it
    public static List<LookAlikes> all(ImageService images, Progress progress) {
        var groups = new ArrayList<LookAlikes>();
        List<List<String>> linked = images.similarGroups();
        int all = linked.stream().mapToInt(List::size).sum();
        int done = 0;
        for (int from = 0; from < linked.size(); ) {
            var page = new ArrayList<String>();
            int to = from;
            while (to < linked.size()
                    && (to == from || page.size() + linked.get(to).size() <= PAGE)) {
                page.addAll(linked.get(to++));
            }
            Map<String, ImageRecord> rows =
                    images.findAll(page).stream().collect(Collectors.toMap(ImageRecord::imageId, Function.identity()));
            for (List<String> ids : linked.subList(from, to)) {
                requireToContinue(progress, done, all);
                groups.addAll(of(
                        ids.stream()
                                .flatMap(id -> Optional.ofNullable(rows.get(id)).stream())
                                .toList(),
                        progress));
                done += ids.size();
            }
            from = to;
        }
        groups.sort(Comparator.comparingInt((LookAlikes group) -> group.others.size())
                .reversed()
                .thenComparing(group -> group.best.createdAt(), Comparator.reverseOrder()));
        return groups;
    }

    private static void requireToContinue(Progress progress, int done, int all) {
        if (!progress.continues(done, all)) {
            throw new ImageException.Cancelled("Stopped.");
        }
    }

    /// @param linked look alike by way of one another
    static List<LookAlikes> of(List<ImageRecord> linked, Progress progress) {
        List<Hashed> left = linked.stream()
                .filter(image -> image.deletedAt().isEmpty())
                .sorted(BETTER)
                .flatMap(image -> hash(image).stream().map(hash -> new Hashed(image, hash.bits())))
                .toList();
        var groups = new ArrayList<LookAlikes>();
        while (left.size() > 1) {
            requireToContinue(progress, linked.size() - left.size(), linked.size());
            Hashed best = left.getFirst();
            long[] turned = new PerceptualHash(best.bits).turned();
            Map<Boolean, List<Hashed>> byNearness = left.stream()
                    .skip(1)
                    .collect(Collectors.partitioningBy(
                            each -> PerceptualHash.distance(turned, each.bits) <= PerceptualHash.MAX_DISTANCE));
            List<Hashed> near = byNearness.getOrDefault(true, List.of());
            if (!near.isEmpty()) {
                groups.add(group(best.image, near.stream().map(Hashed::image).toList()));
            }
            left = byNearness.getOrDefault(false, List.of());
        }
        return groups;
    }

    private record Hashed(ImageRecord image, long bits) {}

    private static LookAlikes group(ImageRecord best, List<ImageRecord> others) {
        long[] turned = hash(best).orElseThrow().turned();
        boolean isOfOneMoment =
                isOfOneMoment(Stream.concat(Stream.of(best), others.stream()).toList());
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
                        .toList());
    }

    private static boolean isOfOneMoment(List<ImageRecord> images) {
        List<ImageRecord> dated = images.stream()
                .filter(image -> image.facts().takenAt().isPresent())
                .toList();
        return dated.stream()
                .noneMatch(image -> CopyDoubt.isOfOtherMoment(dated.getFirst().facts(), image.facts()));
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
}
