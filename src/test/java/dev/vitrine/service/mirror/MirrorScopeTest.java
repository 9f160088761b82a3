package dev.vitrine.service.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RowSource.UserSpan;
import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirrorScopeTest {
    private static final Optional<Instant> IN_2020 = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));

    @Test
    void whatIsRememberedIsReadAgain() {
        for (MirrorScope scope : List.of(MirrorScope.ALL, since("", "eve"), since("2024", "bob", "ada o'hara"))) {
            assertEquals(scope, MirrorScope.parse(scope.text()));
        }
        assertEquals("2024\nada\nbob", since("2024", "bob", "ada").text());
    }

    @Test
    void aPartIsMadeOfASpanForEachUser() {
        assertEquals(
                List.of(new UserSpan("ada", IN_2020), new UserSpan("bob", IN_2020)),
                since("2020", "ada", "bob").spans());
        assertEquals(
                List.of(new UserSpan("ada", Optional.empty())), since("", "ada").spans());
        assertEquals(List.of(), MirrorScope.ALL.spans());
    }

    @Test
    void aYearAloneIsNoChoice() {
        assertThrows(ImageException.Invalid.class, () -> since("2024"));
        assertThrows(ImageException.Invalid.class, () -> since("", "no/body"));
        assertThrows(ImageException.Invalid.class, () -> MirrorScope.of(List.of("ada"), Optional.of(Year.of(24))));
    }

    private static MirrorScope since(String year, String... users) {
        return MirrorScope.of(
                List.of(users),
                Optional.of(year).filter(said -> !said.isEmpty()).map(Year::parse));
    }
}
