package dev.vitrine.ui.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Questions to the person in front of the screen. View models ask through this, so that tests can answer.
public interface Dialogs {
    /// Asks before something that cannot be undone.
    ///
    /// @param action the label of the button that does it, naming object and number
    boolean confirm(String title, String explanation, String action);

    /// Asks before something that can be undone, but is more than it may seem.
    default boolean agree(String title, String explanation, String action) {
        return confirm(title, explanation, action);
    }

    /// What came of a question about something that goes on meanwhile.
    enum FollowedAnswer {
        YES,
        NO,
        /// There is nothing to ask any more.
        OVER
    }

    /// Like {@link #confirm}, about something that goes on meanwhile: the question follows it, and ends with it.
    ///
    /// @param explanation asked for again and again on the FX thread; `""` once there is nothing to ask any more
    default FollowedAnswer confirmWhile(String title, Supplier<String> explanation, String action) {
        return answered(explanation.get(), now -> confirm(title, now, action));
    }

    /// Like {@link #agree}, as {@link #confirmWhile} is like {@link #confirm}.
    default FollowedAnswer agreeWhile(String title, Supplier<String> explanation, String action) {
        return answered(explanation.get(), now -> agree(title, now, action));
    }

    private static FollowedAnswer answered(String explanation, Predicate<String> asking) {
        if (explanation.isEmpty()) {
            return FollowedAnswer.OVER;
        }
        return asking.test(explanation) ? FollowedAnswer.YES : FollowedAnswer.NO;
    }

    /// Like {@link #confirm}, for very many: the number has to be typed, so that a person does not agree by habit.
    default boolean confirmNumber(String title, String explanation, String action, int number) {
        return confirm(title, explanation, action);
    }

    /// What a place is chosen for: each begins where the last of its kind was.
    enum FilePurpose {
        UPLOAD,
        WATCH,
        DOWNLOAD,
        RECEIPT,
        LIBRARY,
        TABLE,
        COPY
    }

    List<Path> chooseFiles(FilePurpose purpose, String title);

    default Optional<Path> chooseFile(FilePurpose purpose, String title) {
        return chooseFiles(purpose, title).stream().findFirst();
    }

    Optional<Path> chooseFolder(FilePurpose purpose, String title);

    Optional<Path> chooseSaveFile(FilePurpose purpose, String title, String suggestedName);
}
