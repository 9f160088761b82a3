package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private final NameTable table = NameTable.of(List.of("roll 10", "Zebra", "apollo", "Éclair"));

    @Test
    void namesAreRankedInTheOrderInWhichPeopleRead() {
        assertEquals(List.of("apollo", "Éclair", "roll 10", "Zebra"), byRank());
        table.number("roll 9");
        table.number("APOLLO 11");
        table.number("b");
        assertEquals(List.of("apollo", "APOLLO 11", "b", "Éclair", "roll 9", "roll 10", "Zebra"), byRank());
    }

    /// What begins alike is looked up there.
    @Test
    void betweenTwoNamesGoesByTheirCharacters() {
        assertArrayEquals(new int[] {2, 0}, table.between("a", "s", 4));
    }

    private List<String> byRank() {
        int[] ranks = table.ranks(table.count());
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(ranks[a], ranks[b]))
                .map(table::name)
                .toList();
    }
}
