package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class SyncStatusViewModelTest {
    private static final Instant NOW = Instant.now();
    private static final String TIME =
            DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).format(NOW.atZone(ZoneId.systemDefault()));

    @Test
    void everyStateHasItsSentence() {
        assertEquals(
                "Reading the library · 12,000 of about 48,310",
                sentence(SyncState.FILLING, Optional.empty(), 12_000, 48_310, false));
        assertEquals("Reading the library · 5 images", sentence(SyncState.FILLING, Optional.empty(), 5, 0, false));
        assertEquals("In sync, as of " + TIME, sentence(SyncState.LIVE, Optional.of(NOW), 5, 5, false));
        assertEquals("As of " + TIME, sentence(SyncState.WAITING, Optional.of(NOW), 5, 5, false));
        assertEquals("Offline · as of " + TIME, sentence(SyncState.OFFLINE, Optional.of(NOW), 5, 5, false));
        assertEquals("Offline", sentence(SyncState.OFFLINE, Optional.empty(), 0, 0, false));
        assertEquals(
                "As of " + TIME + " · asked to slow down", sentence(SyncState.WAITING, Optional.of(NOW), 5, 5, true));
    }

    @Test
    void aLibraryThatWasReadOnceIsNoLongerUnread() {
        assertTrue(model(SyncState.FILLING, Optional.empty(), 0, 0, false)
                .unreadProperty()
                .getValue());
        assertFalse(model(SyncState.OFFLINE, Optional.of(NOW), 0, 0, false)
                .unreadProperty()
                .getValue());
    }

    private static String sentence(SyncState state, Optional<Instant> asOf, long read, long expected, boolean slowed) {
        return model(state, asOf, read, expected, slowed).sentenceProperty().getValue();
    }

    private static SyncStatusViewModel model(
            SyncState state, Optional<Instant> asOf, long read, long expected, boolean slowed) {
        var status = new MirrorStatus(state, asOf, read, expected, 0, slowed, "", 0);
        return new SyncStatusViewModel(new SimpleObjectProperty<>(status), () -> {});
    }
}
