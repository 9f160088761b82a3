package dev.vitrine.ui.actions;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ErrorDetails;
import dev.vitrine.image.ImageException;
import java.time.Clock;
import java.time.Instant;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What went wrong since the start of the program, newest first, until the person has handled it. Belongs to the FX
/// thread.
public final class Problems {
    private static final int MAX = 200;

    private final ObservableList<ReportedProblem> all = FXCollections.observableArrayList();
    private final ObservableList<ReportedProblem> readable =
            FXCollections.unmodifiableObservableList(all); // a field: listeners would be lost with it
    private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
    private final Clock clock;
    private @Nullable ImageException newest;

    /// @param sentence what the person read
    /// @param code to quote, see [ErrorCode]
    /// @param details to pass on, without secrets
    /// @param times how often it happened in a row; `time` is the last
    public record ReportedProblem(Instant time, String sentence, String code, String details, int times) {}

    public Problems(Clock clock) {
        this.clock = clock;
    }

    /// What the person stopped is no problem; the newest one told once more is not another one.
    ///
    /// @param sentence what the person reads; may say more than the failure, for example how many images it hit
    public void add(String sentence, ImageException failure) {
        if (failure instanceof ImageException.Cancelled || failure == newest && !all.isEmpty()) {
            return;
        }
        newest = failure;
        Instant now = clock.instant();
        String code = ErrorCode.of(failure);
        int before = !all.isEmpty()
                        && all.getFirst().code().equals(code)
                        && all.getFirst().sentence().equals(sentence)
                ? all.removeFirst().times()
                : 0;
        all.addFirst(new ReportedProblem(now, sentence, code, ErrorDetails.of(sentence, failure, now), before + 1));
        if (all.size() > MAX) {
            all.removeLast();
        }
        unseen.set(Math.min(all.size(), unseen.get() + (before == 0 ? 1 : 0)));
    }

    public ObservableList<ReportedProblem> all() {
        return readable;
    }

    /// How many came since the list was last looked at.
    public ReadOnlyIntegerProperty unseenProperty() {
        return unseen.getReadOnlyProperty();
    }

    public void seen() {
        unseen.set(0);
    }

    public void dismiss(ReportedProblem problem) {
        all.remove(problem);
        unseen.set(Math.min(all.size(), unseen.get()));
    }

    public void clear() {
        all.clear();
        unseen.set(0);
    }
}
