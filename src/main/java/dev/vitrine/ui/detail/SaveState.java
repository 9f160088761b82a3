package dev.vitrine.ui.detail;

/// How the latest edit fares.
public sealed interface SaveState {
    /// Nothing was edited since the image was shown.
    record Unchanged() implements SaveState {
    }

    record Saving() implements SaveState {
    }

    record Saved() implements SaveState {
    }

    /// @param reason a sentence for people, with what to do
    record Failed(String reason) implements SaveState {
    }
}
