package dev.vitrine.cli;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/// The key with which a list goes on, newest first: the last image that was given and when it was added, so that its
/// place is known when it is deleted meanwhile.
final class ListCursor {
    private static final char BETWEEN = '@';

    private ListCursor() {}

    static String of(ImageRecord last) {
        return last.imageId() + BETWEEN + micros(last);
    }

    /// @param key as it was given, or the id of an image
    /// @return position of what comes next
    /// @throws ImageException.Invalid when it is neither
    static int after(ImageResult result, String key) {
        int at = key.lastIndexOf(BETWEEN);
        String imageId = at < 0 ? key : key.substring(0, at);
        OptionalInt known = result.indexOf(key);
        if (known.isEmpty()) {
            known = result.indexOf(imageId);
        }
        return known.isPresent() ? known.getAsInt() + 1 : firstBelow(result, imageId, added(key, at));
    }

    private static long added(String key, int at) {
        try {
            return Long.parseLong(key.substring(at + 1));
        } catch (NumberFormatException e) {
            throw new ImageException.Invalid(CommandTexts.of("list.noSuchKey", key), e);
        }
    }

    private static int firstBelow(ImageResult result, String imageId, long added) {
        int from = 0;
        int to = result.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            List<ImageRecord> rest = result.images(middle, Math.min(to, middle + 1));
            if (rest.isEmpty() || !isBelow(rest.getFirst(), imageId, added)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static boolean isBelow(ImageRecord image, String imageId, long added) {
        long itsOwn = micros(image);
        return itsOwn < added || itsOwn == added && image.imageId().compareTo(imageId) < 0;
    }

    private static long micros(ImageRecord image) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, image.createdAt());
    }
}
