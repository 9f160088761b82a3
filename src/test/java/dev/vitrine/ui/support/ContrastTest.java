package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class ContrastTest {
    @Test
    void everythingReadStandsOutFromEverySurfaceInBothThemes() {
        List<ContrastTable.Pair> pairs = Stream.of(ContrastTable.light(), ContrastTable.dark())
                .flatMap(table -> table.pairs().stream())
                .toList();
        assertTrue(pairs.size() > 150, pairs.size() + " pairs");
        assertEquals(List.of(), pairs.stream().filter(pair -> !pair.isGood()).toList());
    }

    @Test
    void theViewerIsReadableInBothThemes() {
        List<ContrastTable.Pair> pairs = Stream.of(ContrastTable.light(), ContrastTable.dark())
                .flatMap(theme -> ContrastTable.viewer(theme).viewerPairs().stream())
                .toList();
        assertEquals(24, pairs.size());
        assertEquals(List.of(), pairs.stream().filter(pair -> !pair.isGood()).toList());
    }

    @Test
    void noColorOfTextIsLeftOut() {
        assertEquals(Set.of(), ContrastTable.forgotten());
    }

    @Test
    void theFormulaIsThatOfTheGuidelines() {
        assertEquals(21, ContrastTable.contrast(Color.BLACK, Color.WHITE), 0.001);
        assertEquals(4.54, ContrastTable.contrast(Color.web("#767676"), Color.WHITE), 0.01);
    }
}
