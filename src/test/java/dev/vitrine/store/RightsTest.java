package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.store.Rights.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RightsTest {
    private final Rights rights = new Rights();
    private final AtomicInteger sent = new AtomicInteger();

    private void refuse(Right right) {
        assertThrows(
                ImageException.Denied.class,
                () -> rights.use(right, () -> {
                    sent.incrementAndGet();
                    throw ImageException.Denied.ofRight("no", null);
                }));
    }

    @Test
    void whatWasRefusedIsNotSentAgainAndTellsTheSameReason() {
        refuse(Right.EDIT_ROWS);
        ImageException.Denied second =
                assertThrows(ImageException.Denied.class, () -> rights.use(Right.EDIT_ROWS, sent::incrementAndGet));
        assertEquals("no", second.getMessage());
        assertTrue(second.isEverywhere());
        assertEquals(1, sent.get());
        assertEquals(Map.of(Right.EDIT_ROWS, "no"), rights.refused());
        rights.use(Right.ADD_ROWS, sent::incrementAndGet);
        assertEquals(2, sent.get(), "others are not touched by it");
    }

    @Test
    void keysThatRunOutTakeNoRightAway() {
        ImageException.Denied out = assertThrows(
                ImageException.Denied.class,
                () -> rights.use(Right.EDIT_ROWS, () -> {
                    throw ImageException.Denied.untilSignedIn("expired", null);
                }));
        assertTrue(out.passes());
        assertEquals(Map.of(), rights.refused());
    }

    /// Of eight that come at once, one finds it out.
    @Test
    void onlyTheFirstIsRefusedByTheService() throws Exception {
        AtOnce.run(8, _ -> () -> refuse(Right.USE_TRASH));
        assertEquals(1, sent.get());
    }

    @Test
    void whatATestFindsIsBelievedInBothDirections() {
        var heard = new ArrayList<Set<Right>>();
        try (var _ = rights.subscribe(() -> heard.add(rights.refused().keySet()))) {
            rights.learn(List.of(
                    new Permission(Ability.STORE_BYTES, Outcome.REFUSED, List.of("s3:PutObject"), "no"),
                    new Permission(Ability.USE_TRASH, Outcome.LESS, List.of(), "no table"),
                    new Permission(Ability.WRITE_ROWS, Outcome.MISSING, List.of(), "nothing answers")));
            assertEquals(
                    Set.of(
                            Right.STORE_ORIGINALS,
                            Right.STORE_COPIES,
                            Right.STORE_PREVIEWS,
                            Right.PUBLISH_ROWS,
                            Right.SHARE_ALBUMS),
                    rights.refused().keySet());
            assertEquals(Set.of(Ability.STORE_BYTES), rights.doubted());
            rights.learn(List.of(new Permission(Ability.STORE_BYTES, Outcome.FINE, List.of(), "")));
            assertEquals(Map.of(), rights.refused());
            assertFalse(heard.isEmpty());
            assertEquals(Set.of(), heard.getLast());
        }
    }
}
