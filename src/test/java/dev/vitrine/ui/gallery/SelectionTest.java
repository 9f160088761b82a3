package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Selection selection = new Selection();
    private final ListResult abcdef = new ListResult(List.of("a", "b", "c", "d", "e", "f"));

    @Test
    void shiftTakesTheRangeFromTheAnchorAndTakesItBack() {
        selection.selectOnly("c");
        selection.extendTo("f", abcdef, false);
        assertEquals(List.of("c", "d", "e", "f"), selection.ids());
        selection.extendTo("a", abcdef, false);
        assertEquals(List.of("a", "b", "c"), selection.ids());
    }

    @Test
    void ctrlShiftAddsARange() {
        selection.selectOnly("a");
        selection.toggle("d");
        selection.extendTo("e", abcdef, true);
        assertEquals(List.of("a", "d", "e"), selection.ids());
    }

    @Test
    void aRangeSurvivesReSorting() {
        selection.selectOnly("c");
        var reversed = new ListResult(abcdef.all().reversed());
        selection.follow(abcdef, reversed);
        selection.extendTo("a", reversed, false);
        assertEquals(List.of("c", "b", "a"), selection.ids());
    }

    @Test
    void whatLeftTheResultIsNotSelectedAndTheLeadMovesToItsNeighbor() {
        selection.selectOnly("b");
        selection.extendTo("d", abcdef, false);
        var rest = new ListResult(List.of("a", "b", "e", "f"));
        selection.follow(abcdef, rest);
        assertEquals(List.of("b"), selection.ids());
        assertEquals(Optional.of("e"), selection.lead());
    }

    @Test
    void aRangeCanBeTakenBackwardsAndTurnsAroundItsAnchor() {
        selection.selectOnly("e");
        selection.extendTo("b", abcdef, false);
        assertEquals(List.of("b", "c", "d", "e"), selection.ids());
        selection.extendTo("d", abcdef, false);
        assertEquals(List.of("d", "e"), selection.ids());
        selection.extendTo("f", abcdef, false);
        assertEquals(List.of("e", "f"), selection.ids());
        assertEquals(Optional.of("e"), selection.anchor());
    }

    @Test
    void whenAllAfterTheLeadLeftItMovesToTheOneBefore() {
        selection.selectOnly("e");
        selection.follow(abcdef, new ListResult(List.of("a", "b")));
        assertEquals(Optional.of("b"), selection.lead());
        selection.follow(new ListResult(List.of("a", "b")), new ListResult(List.of()));
        assertEquals(Optional.empty(), selection.lead());
    }

    @Test
    void aBandWithCtrlTurnsWhatItTouches() {
        selection.selectBand(Set.of("a", "b"), List.of("b", "c"), true);
        assertEquals(Set.of("a", "c"), Set.copyOf(selection.ids()));
        selection.selectBand(Set.of("a", "b"), List.of("b", "c"), false);
        assertEquals(Set.of("a", "b", "c"), Set.copyOf(selection.ids()));
    }
}
