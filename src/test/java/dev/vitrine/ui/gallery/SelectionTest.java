package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    void whatLeftTheResultIsNotSelectedAndTheLeadMovesToItsNeighbour() {
        selection.selectOnly("b");
        selection.extendTo("d", abcdef, false);
        var rest = new ListResult(List.of("a", "b", "e", "f"));
        selection.follow(abcdef, rest);
        assertEquals(List.of("b"), selection.ids());
        assertEquals(Optional.of("f"), selection.lead());
    }

    @Test
    void anyHistoryAgreesWithTheReferenceModel() {
        for (int seed = 0; seed < 300; seed++) {
            agreesWithReference(new Random(seed));
        }
    }

    /// The reference knows positions only in the moment of use: a set and an anchor.
    private static void agreesWithReference(Random random) {
        var selection = new Selection();
        Set<String> expected = new HashSet<>();
        String anchor = null;
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shown.add("i" + i);
        }
        int made = 20;
        for (int step = 0; step < 60; step++) {
            ListResult result = new ListResult(List.copyOf(shown));
            String id = shown.get(random.nextInt(shown.size()));
            switch (random.nextInt(7)) {
                case 0 -> {
                    selection.selectOnly(id);
                    expected = new HashSet<>(Set.of(id));
                    anchor = id;
                }
                case 1 -> {
                    selection.toggle(id);
                    if (!expected.remove(id)) {
                        expected.add(id);
                    }
                    anchor = id;
                }
                case 2, 3 -> {
                    boolean adding = random.nextBoolean();
                    selection.extendTo(id, result, adding);
                    int to = shown.indexOf(id);
                    int from = anchor == null ? to : shown.indexOf(anchor);
                    if (!adding) {
                        expected.clear();
                    }
                    expected.addAll(shown.subList(Math.min(from, to), Math.max(from, to) + 1));
                    anchor = anchor == null ? id : anchor;
                }
                case 4 -> shown.add(random.nextInt(shown.size()), "i" + made++);
                case 5 -> {
                    String gone = shown.get(random.nextInt(shown.size()));
                    if (shown.size() > 2 && !gone.equals(anchor)) {
                        shown.remove(gone);
                        expected.remove(gone);
                    }
                }
                default -> Collections.shuffle(shown, random);
            }
            selection.follow(result, new ListResult(List.copyOf(shown)));
            assertEquals(expected, new HashSet<>(selection.ids()));
        }
    }
}
