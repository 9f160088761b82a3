package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.ui.WindowRobot;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class SyncStatusViewTest {
    private final SimpleObjectProperty<MirrorStatus> status = new SimpleObjectProperty<>(status(SyncState.LIVE, ""));
    private SyncStatusView view;

    @Test
    void aScreenReaderHearsWhyItIsOffline() throws Exception {
        FxToolkit.registerPrimaryStage();
        new WindowRobot().interact(() -> {
            view = new SyncStatusView(new SyncStatusViewModel(status, () -> {}));
            status.set(status(SyncState.OFFLINE, "The server does not answer."));
        });
        assertTrue(view.getAccessibleText().contains("The server does not answer."), view.getAccessibleText());
    }

    private static MirrorStatus status(SyncState state, String reason) {
        return new MirrorStatus(state, Optional.empty(), 5, 5, 0, false, reason, 0);
    }
}
