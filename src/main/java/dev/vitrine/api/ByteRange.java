package dev.vitrine.api;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of some bytes, as RFC 9110 §14 writes it. Several parts at once are answered with the whole, as it allows.
///
/// @param first position, from 0
/// @param last position, included
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Empty when the whole is to be sent.
    ///
    /// @throws HttpError 416 when nothing of the part exists
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = ONE.matcher(header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long count = Long.parseLong(range.group(2));
            return Optional.of(checked(Math.max(0, size - count), size - 1, size, count > 0));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return last < first ? Optional.empty() : Optional.of(checked(first, Math.min(last, size - 1), size, true));
    }

    long length() {
        return last - first + 1;
    }

    private static ByteRange checked(long first, long last, long size, boolean any) {
        if (!any || first >= size) {
            throw new HttpError(
                    416,
                    "The image has " + size + " bytes; the part asked for is beyond its end.",
                    Map.of("Content-Range", "bytes */" + size));
        }
        return new ByteRange(first, last);
    }
}
