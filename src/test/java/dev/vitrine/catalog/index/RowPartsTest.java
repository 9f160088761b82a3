package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowPartsTest {
    @BeforeEach
    void share() {
        SharedWork.always(true);
    }

    @AfterEach
    void shareWhatIsWorthIt() {
        SharedWork.always(false);
    }

    @Test
    void eachPartIsWorkedOnOnceAndAnsweredInOrder() {
        List<Integer> edges = RowParts.each(1000, 1000, (from, to) -> Stream.of(from, to)).stream()
                .flatMap(part -> part)
                .toList();
        assertEquals(0, edges.getFirst());
        assertEquals(1000, edges.getLast());
        for (int i = 1; i + 1 < edges.size(); i += 2) {
            assertEquals(edges.get(i), edges.get(i + 1));
        }
    }

    @Test
    void whoAskedHearsOfAFailureAsIfItHadHappenedThere() {
        var failure = new ImageException.Failed("on purpose");
        assertSame(failure, assertThrows(RuntimeException.class, () -> failing(failure)));
    }

    private static void failing(RuntimeException failure) {
        RowParts.each(1000, 1000, (from, _) -> {
            if (from > 0) {
                throw failure;
            }
            return from;
        });
    }
}
