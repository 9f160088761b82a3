package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.gallery.TileRows.TilePlace;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GalleryLayoutTest {
    private final Random random = new Random(42);

    @Test
    void everyTileIsFoundWhereItStands() {
        for (int round = 0; round < 200; round++) {
            GalleryLayout layout = anyLayout();
            for (int index = 0; index < layout.size(); index++) {
                TilePlace place = layout.placeOf(index);
                assertEquals(index, layout.indexAt(place.x(), place.y()));
                assertEquals(index, layout.indexAt(place.x() + place.width() - 1, place.y() + place.height() - 1));
            }
        }
    }

    @Test
    void theTilesOfAViewportAreExactlyThoseThatTouchIt() {
        for (int round = 0; round < 200; round++) {
            GalleryLayout layout = anyLayout();
            double top = random.nextDouble() * layout.height();
            double bottom = top + random.nextDouble() * 600;
            List<Integer> expected = IntStream.range(0, layout.size())
                    .filter(i ->
                            layout.placeOf(i).y() <= bottom && layout.placeOf(i).y() + layout.rowHeight() > top)
                    .boxed()
                    .toList();
            assertEquals(
                    expected,
                    layout.tilesBetween(top, bottom).stream()
                            .map(TilePlace::index)
                            .toList());
        }
    }

    @Test
    void tilesNeverOverlapAndStayInsideTheWidth() {
        for (int round = 0; round < 100; round++) {
            double width = 300 + random.nextInt(3000);
            var layout = GalleryLayout.squares(sections(), width, 96 + random.nextInt(260), false);
            TilePlace last = null;
            for (int index = 0; index < layout.size(); index++) {
                TilePlace place = layout.placeOf(index);
                assertTrue(place.x() >= Spacing.MARGIN && place.x() + place.width() <= width);
                assertTrue(last == null || place.y() > last.y() || place.x() >= last.x() + last.width() + Spacing.GAP);
                assertTrue(place.y() + layout.rowHeight() <= layout.height());
                last = place;
            }
        }
    }

    @Test
    void goingDownAndUpKeepsTheColumnWhereItCan() {
        var layout = GalleryLayout.squares(
                List.of(month(1, 0, 7), month(2, 7, 3), month(3, 10, 9)), 32 + 4 * 108 - 8, 100, false);
        assertEquals(4, columns(layout));
        assertEquals(5, layout.vertically(1, 1));
        assertEquals(6, layout.vertically(3, 1), "a short row takes its last tile");
        assertEquals(8, layout.vertically(5, 1), "into the next month");
        assertEquals(5, layout.vertically(8, -1), "and back");
        assertEquals(1, layout.vertically(1, -1), "the first row stays");
        assertEquals(18, layout.vertically(2, 100), "the last row is the end");
    }

    @Test
    void aRubberBandTakesWhatItTouches() {
        var layout = GalleryLayout.squares(List.of(month(1, 0, 8)), 32 + 4 * 108 - 8, 100, false);
        TilePlace first = layout.placeOf(1);
        TilePlace last = layout.placeOf(6);
        assertEquals(List.of(1, 2, 5, 6), layout.indexesIn(last.x() + 5, last.y() + 5, first.x() + 5, first.y() + 5));
    }

    @Test
    void anEmptyWallAnswersEverything() {
        var layout = GalleryLayout.squares(List.of(), 900, 180, false);
        assertEquals(0, layout.size());
        assertEquals(List.of(), layout.tilesBetween(0, 1000));
        assertEquals(-1, layout.indexAt(100, 100));
    }

    private static long columns(GalleryLayout layout) {
        return IntStream.range(0, layout.size())
                .filter(i -> layout.placeOf(i).y() == layout.placeOf(0).y())
                .count();
    }

    private GalleryLayout anyLayout() {
        return GalleryLayout.squares(
                sections(), 300 + random.nextInt(1500), 96 + random.nextInt(260), random.nextBoolean());
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        int first = 0;
        for (int m = 1; m <= 1 + random.nextInt(11); m++) {
            int size = 1 + random.nextInt(40);
            sections.add(month(m, first, size));
            first += size;
        }
        return sections;
    }

    private static Section month(int month, int first, int size) {
        return new Section(Optional.of(YearMonth.of(2026, month)), first, size);
    }
}
