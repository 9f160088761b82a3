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
    private static final Optional<Instant> IN_2024 = Optional.of(Instant.parse("2024-01-01T00:00:00Z"));

    @Test
    void whatIsRememberedIsReadAgain() {
        for (MirrorScope scope : List.of(MirrorScope.ALL, since("", "eve"), since("2024", "bob", "ada o'hara"))) {
            assertEquals(scope, MirrorScope.parse(scope.text()));
        }
        assertEquals("2024\nada\nbob", since("2024", "bob", "ada").text());
    }

    @Test
    void onlyTheRestIsMissing() {
        var none = Optional.<Instant>empty();
        assertEquals(
                List.of(new UserSpan("ada", IN_2020, none), new UserSpan("bob", IN_2020, none)),
                since("2020", "ada", "bob").without(MirrorScope.ALL));
        assertEquals(
                List.of(new UserSpan("ada", IN_2020, IN_2024), new UserSpan("bob", IN_2020, none)),
                since("2020", "ada", "bob").without(since("2024", "ada")));
        assertEquals(
                List.of(new UserSpan("ada", none, IN_2024)), since("", "ada").without(since("2024", "ada", "bob")));
        assertEquals(List.of(), since("2024", "ada").without(since("", "ada")));
        assertEquals(List.of(), since("2024", "ada").without(since("2024", "ada")));
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
