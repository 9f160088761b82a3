package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.UploadSnapshot;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/// Notices when the last upload has ended, and reports it outside of the window when that is not in front.
public final class UploadEnds {
    private final BooleanSupplier isLookedAt;
    private final Consumer<String> report;
    private boolean busy;

    /// @param isLookedAt whether the window has the focus
    /// @param report shows a sentence on the desktop
    public UploadEnds(ObservableValue<UploadSnapshot> uploads, BooleanSupplier isLookedAt, Consumer<String> report) {
        this.isLookedAt = isLookedAt;
        this.report = report;
        uploads.subscribe(this::changed);
    }

    private void changed(UploadSnapshot now) {
        boolean ended = busy && now.totals().isIdle();
        busy = !now.totals().isIdle();
        if (ended && now.totals().finished().files() > 0 && !isLookedAt.getAsBoolean()) {
            report.accept(sentence(now));
        }
    }

    private static String sentence(UploadSnapshot ended) {
        String finished = UploadTexts.finished(ended.totals());
        long problems = UploadTexts.problems(ended);
        return problems == 0 ? finished : text("upload.ended.troubles", finished, problems);
    }
}
