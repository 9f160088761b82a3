package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class LeftoverRemovalTest {
    /// A queue that cannot be opened closes what it has: the reason must not get lost in that.
    @Test
    void whatWasNeverStartedIsClosed() {
        var removal = new LeftoverRemoval(null, null);
        assertDoesNotThrow(removal::close);
    }
}
