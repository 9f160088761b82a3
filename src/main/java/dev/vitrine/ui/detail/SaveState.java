package dev.vitrine.ui.detail;

import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.FailureText;

/// How the latest edit fares.
sealed interface SaveState {
    /// Nothing was edited since the image was shown.
    record Unchanged() implements SaveState {}

    record Saving() implements SaveState {}

    record Saved() implements SaveState {}

    /// Nothing was changed.
    record Failed(ImageException failure) implements SaveState {
        /// A sentence for people, with what to do and the code to quote.
        String reason() {
            return FailureText.coded(failure);
        }
    }
}
