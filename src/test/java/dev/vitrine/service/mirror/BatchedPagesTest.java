package dev.vitrine.service.mirror;

import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchedPagesTest {
    private static final RowPart FIRST = new RowPart(false, 0, 2);
    private static final RowPart SECOND = new RowPart(false, 1, 2);

    private final List<List<ImageRecord>> taken = new ArrayList<>();
    private final List<String> reached = new ArrayList<>();
    private boolean full;
    private final BatchedPages gathered = new BatchedPages(
            rows -> {
                if (full) {
                    throw new ImageException.Failed("The disk is full.");
                }
                taken.add(rows);
            },
            (part, pages) ->
                    reached.add(part.number() + " " + pages.getLast().next().orElse("end")));

    @Test
    void rowsOfSeveralPartsAreTakenInAtOnceAndThenTheirPartsAreFurther() {
        gathered.add(FIRST, page(BatchedPages.ENOUGH / 2, "a"));
        gathered.add(SECOND, page(1, "b"));
        gathered.add(FIRST, page(1, "c"));
        assertEquals(List.of(), reached);

        gathered.add(SECOND, page(BatchedPages.ENOUGH / 2, "d"));

        assertEquals(
                List.of(BatchedPages.ENOUGH + 2), taken.stream().map(List::size).toList());
        assertEquals(List.of("0 c", "1 d"), reached);
    }

    @Test
    void theRestIsTakenInOnceWhenAsked() {
        gathered.add(FIRST, page(3, "a"));
        gathered.takeIn();
        gathered.takeIn();

        assertEquals(List.of(3), taken.stream().map(List::size).toList());
        assertEquals(List.of("0 a"), reached);
    }

    @Test
    void aPageWithoutRowsLeadsOnToo() {
        gathered.add(FIRST, page(0, "a"));
        gathered.takeIn();

        assertEquals(List.of(), taken);
        assertEquals(List.of("0 a"), reached);
    }

    @Test
    void whatCouldNotBeTakenInIsNotReachedAndComesWithTheNext() {
        gathered.add(FIRST, page(3, "a"));
        full = true;
        assertThrows(ImageException.Failed.class, gathered::takeIn);
        assertEquals(List.of(), reached);

        full = false;
        gathered.add(FIRST, page(BatchedPages.ENOUGH, "b"));

        assertEquals(
                List.of(BatchedPages.ENOUGH + 3), taken.stream().map(List::size).toList());
        assertEquals(List.of("0 b"), reached);
    }

    private static Page page(int rows, String next) {
        return new Page(
                IntStream.range(0, rows).mapToObj(i -> image("image-" + i)).toList(), Optional.of(next), 1);
    }
}
