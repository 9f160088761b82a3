package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {
    @Test
    void commasAreBetweenNames() {
        assertEquals(List.of("bob", "ada"), NameList.parse(" bob, ada ,,"));
        assertEquals(List.of(), NameList.parse(" , "));
        assertEquals(List.of("ada"), NameList.parse("\"\", ada"));
    }

    @Test
    void aCommaWithinQuotesIsOfTheName() {
        assertEquals(List.of("ada", "Jones, Bob"), NameList.parse("ada, \"Jones, Bob\""));
        assertEquals(List.of("Jones, Bo"), NameList.parse("\"Jones, Bo"), "as it is typed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Jones, Bob", "\"ada\"", "\"", "\"a\", b", "5\" disk", "a, \"b", "a,", ",", "\"\""})
    void whatIsWrittenReadsBack(String name) {
        assertEquals(List.of("x", name, "y"), NameList.parse(NameList.of(List.of("x", name, "y"))));
    }
}
