package dev.vitrine.service.similar;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.IntStream;

/// Why an image that looks like another may be no copy of it. Such a one is shown, and never proposed for the trash: a
/// perceptual hash goes by rough brightness alone, and takes logos, pages and pictures of a burst for the same.
public enum CopyDoubt {
    /// Taken at another moment, as pictures of a burst are.
    OTHER_MOMENT,
    /// Of other colors or proportions, or they are not known; or only alike by way of another.
    OTHER_LOOK,
    /// Nothing says that both are of one moment.
    UNKNOWN_MOMENT;

    private static final int EXACT = 1;
    private static final int COLOR_DEVIATION = 6;
    /// Of red and blue to green: more differs between a picture and its gray copy.
    private static final int HUE_DEVIATION = 2;

    private static final double SHAPE_DEVIATION = 0.02;
    /// Of what is nearly white or black, color says little.
    private static final int BLANK = 16;

    /// @param isOfOneMoment whether all images of the group may be
    static Optional<CopyDoubt> of(ImageRecord best, ImageRecord image, int distance, boolean isOfOneMoment) {
        ImageFacts one = best.facts();
        ImageFacts other = image.facts();
        if (isOfOtherMoment(one, other)) {
            return Optional.of(OTHER_MOMENT);
        }
        String bytes = one.text(Attribute.CONTENT_SHA256);
        if (!bytes.isEmpty() && bytes.equals(other.text(Attribute.CONTENT_SHA256))) {
            return Optional.empty();
        }
        if (distance > PerceptualHash.MAX_DISTANCE
                || !isOfColor(one.averageColor(), other.averageColor())
                || !isOfShape(one, other)) {
            return Optional.of(OTHER_LOOK);
        }
        boolean isDated = one.takenAt().isPresent();
        boolean isOtherDated = other.takenAt().isPresent();
        boolean isCopy = isDated && isOtherDated
                || isDated != isOtherDated && isOfOneMoment && distance <= EXACT && !isBlank(one.averageColor());
        return isCopy ? Optional.empty() : Optional.of(UNKNOWN_MOMENT);
    }

    /// Copies keep the moment of their picture, or lose it. Of several within a second, cameras number the files.
    static boolean isOfOtherMoment(ImageFacts best, ImageFacts image) {
        Optional<LocalDateTime> taken = image.takenAt();
        if (taken.isEmpty() || best.takenAt().isEmpty()) {
            return false;
        }
        return !taken.equals(best.takenAt())
                || isOtherCamera(best, image)
                || isOtherNumber(best.originalName(), image.originalName());
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

    private static boolean isOfColor(String one, String other) {
        int[] a = channels(one);
        int[] b = channels(other);
        return a.length == b.length
                && a.length > 0
                && IntStream.range(0, a.length).allMatch(i -> Math.abs(a[i] - b[i]) <= COLOR_DEVIATION)
                && Math.abs(a[0] - a[1] - b[0] + b[1]) <= HUE_DEVIATION
                && Math.abs(a[2] - a[1] - b[2] + b[1]) <= HUE_DEVIATION;
    }

    private static boolean isBlank(String color) {
        int[] channels = channels(color);
        return IntStream.of(channels).allMatch(each -> each < BLANK)
                || IntStream.of(channels).allMatch(each -> each > 255 - BLANK);
    }

    /// Red, green and blue of `#rrggbb`; none of anything else.
    private static int[] channels(String color) {
        return color.matches("#[0-9a-fA-F]{6}")
                ? IntStream.of(1, 3, 5)
                        .map(at -> Integer.parseInt(color, at, at + 2, 16))
                        .toArray()
                : new int[0];
    }

    /// However it is turned.
    private static boolean isOfShape(ImageFacts one, ImageFacts other) {
        double shape = shape(one);
        return shape > 0 && Math.abs(shape(other) / shape - 1) <= SHAPE_DEVIATION;
    }

    private static double shape(ImageFacts facts) {
        int shorter = Math.min(facts.width(), facts.height());
        return shorter == 0 ? 0 : (double) Math.max(facts.width(), facts.height()) / shorter;
    }
}
