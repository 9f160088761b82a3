package dev.vitrine.picture;

import java.util.function.BooleanSupplier;

/// For whom a picture is decoded: how soon it is needed, and whether it still is.
///
/// @param requested asked once, right before the decode starts; when it is not, the decode is dropped
public record DecodeRequest(DecodePriority priority, BooleanSupplier requested) {
    public static final DecodeRequest VIEWED = until(DecodePriority.VIEWED);
    public static final DecodeRequest BACKGROUND = until(DecodePriority.BACKGROUND);

    /// Wanted until the thread that waits is interrupted.
    private static DecodeRequest until(DecodePriority priority) {
        return new DecodeRequest(priority, () -> true);
    }
}
