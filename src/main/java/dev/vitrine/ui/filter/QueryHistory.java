package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// The queries before and after the one shown, as a browser keeps pages.
final class QueryHistory {
    private static final int LONGEST = 100;

    private final Deque<ImageQuery> back = new ArrayDeque<>();
    private final Deque<ImageQuery> forward = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();

    ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    /// The query shown is about to be left for a new one.
    void leave(ImageQuery shown) {
        back.push(shown);
        if (back.size() > LONGEST) {
            back.removeLast();
        }
        forward.clear();
        publish();
    }

    /// @return what to show instead; only while [#canGoBackProperty] says so
    ImageQuery back(ImageQuery shown) {
        forward.push(shown);
        return published(back.pop());
    }

    ImageQuery forward(ImageQuery shown) {
        back.push(shown);
        return published(forward.pop());
    }

    private ImageQuery published(ImageQuery next) {
        publish();
        return next;
    }

    private void publish() {
        canGoBack.set(!back.isEmpty());
        canGoForward.set(!forward.isEmpty());
    }
}
