package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagTest {
    @Test
    void aFlagTakesTheOtherAwayAndLeavesAllElse() {
        var caption = new Caption("a", "b", List.of("sea", "reject", "Pick", "picks"));
        assertEquals(new Caption("a", "b", List.of("sea", "Pick", "picks", "pick")), Flag.PICK.on(caption));
        assertEquals(caption, Flag.REJECT.on(caption));
        assertEquals(new Caption("a", "b", List.of("sea", "Pick", "picks")), Flag.NONE.on(caption));
    }

    @Test
    void whatHasBothTagsIsPickedSoThatNothingWantedIsThrownAway() {
        assertEquals(Flag.PICK, Flag.of(List.of("reject", "pick")));
        assertEquals(Flag.REJECT, Flag.of(List.of("sea", "reject")));
        assertEquals(Flag.NONE, Flag.of(List.of("sea")));
    }
}
