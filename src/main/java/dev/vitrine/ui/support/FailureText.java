package dev.vitrine.ui.support;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;

/// What a failure says to the person in front of the screen.
///
/// Services speak English, because their sentences also reach logs, the command line and REST, and name what only
/// they know (a path, a bucket, a limit). A window in another language says the same in that language, see
/// [Sentences]; where it does not know the sentence, it says by the kind of the failure what happened and what to
/// do next, and quotes it.
public final class FailureText {
    private FailureText() {}

    public static String text(ImageException failure) {
        return Sentences.translated(failure.getMessage())
                .orElseGet(() -> Messages.text(key(failure), failure.getMessage()));
    }

    /// With the code to quote.
    public static String coded(ImageException failure) {
        return coded(text(failure), failure);
    }

    /// @param sentence says more than the failure
    public static String coded(String sentence, ImageException failure) {
        return Messages.text("failure.coded", sentence, ErrorCode.of(failure));
    }

    private static String key(ImageException failure) {
        return switch (failure) {
            case ImageException.Invalid _ -> "failure.invalid";
            case ImageException.NotFound _ -> "failure.notFound";
            case ImageException.Conflict _ -> "failure.conflict";
            case ImageException.Denied _ -> "failure.denied";
            case ImageException.Throttled _ -> "failure.throttled";
            case ImageException.Unreachable _ -> "failure.unreachable";
            case ImageException.Cancelled _ -> "failure.cancelled";
            case ImageException.Failed _ -> "failure.failed";
        };
    }
}
