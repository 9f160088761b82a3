package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.image.Aspects;
import dev.vitrine.ui.gallery.TileRows.TilePlace;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JustifiedRowsTest {
    private static final double WIDTH = 2 * Spacing.MARGIN + 616;

    private final Random random = new Random(7);

    @Test
    void everyPictureKeepsItsShapeAndARowFillsTheWidth() {
        GalleryLayout layout = layoutOf(WIDTH, 200, 3 / 2f, 3 / 2f, 3 / 4f, 3 / 2f, 1, 16 / 9f, 3 / 2f);
        for (int i = 0; i < 7; i++) {
            TilePlace place = layout.placeOf(i);
            assertEquals(List.of(1.5, 1.5, .75, 1.5, 1., 16 / 9., 1.5).get(i), place.width() / place.height(), .01);
        }
        for (int i = 0; i < 7; i++) {
            if (i < 6 && layout.placeOf(i + 1).y() > layout.placeOf(i).y()) {
                assertEquals(
                        WIDTH - Spacing.MARGIN,
                        layout.placeOf(i).x() + layout.placeOf(i).width());
            }
        }
    }

    @Test
    void anImageOfUnknownSizeStandsInASquare() {
        GalleryLayout layout = layoutOf(WIDTH, 200, 0, 0);
        assertEquals(layout.placeOf(0).width(), layout.placeOf(0).height());
    }

    @Test
    void theLastRowOfAMonthIsNotBlownUp() {
        GalleryLayout layout = layoutOf(WIDTH, 200, 3 / 2f);
        assertEquals(200, layout.placeOf(0).height());
        assertEquals(300, layout.placeOf(0).width());
    }

    @Test
    void aPanoramaIsAsWideAsTheWallAndAThinOneCanStillBeHit() {
        GalleryLayout layout = layoutOf(WIDTH, 200, 4, 1 / 40f);
        assertEquals(154, layout.placeOf(0).height());
        assertEquals(616, layout.placeOf(0).width());
        assertTrue(layout.placeOf(1).width() > 60, () -> "" + layout.placeOf(1));
    }

    @Test
    void rowsStayNearTheHeightThatWasAskedFor() {
        for (int round = 0; round < 100; round++) {
            GalleryLayout layout = anyLayout(1500, 180);
            for (int i = 0; i < layout.size(); i++) {
                double height = layout.placeOf(i).height();
                assertTrue(height > 100 && height < 260, () -> "a row of " + height);
            }
        }
    }

    @Test
    void everyTileIsFoundWhereItStandsAndNoneOverlap() {
        for (int round = 0; round < 100; round++) {
            double width = 300 + random.nextInt(3000);
            GalleryLayout layout = anyLayout(width, 96 + random.nextInt(260));
            TilePlace last = new TilePlace(-1, 0, -100, 0, 0);
            for (int index = 0; index < layout.size(); index++) {
                TilePlace place = layout.placeOf(index);
                assertEquals(index, place.index());
                assertEquals(index, layout.indexAt(place.x(), place.y()));
                assertEquals(index, layout.indexAt(place.x() + place.width() - 1, place.y() + place.height() - 1));
                assertTrue(place.x() >= Spacing.MARGIN && place.x() + place.width() <= width - Spacing.MARGIN + .5);
                assertTrue(
                        place.y() == last.y()
                                ? place.x() == last.x() + last.width() + Spacing.GAP
                                : place.y() >= last.y() + last.height() + Spacing.GAP);
                assertTrue(place.y() + place.height() <= layout.height());
                last = place;
            }
        }
    }

    @Test
    void theTilesOfAViewportAreExactlyThoseThatTouchIt() {
        for (int round = 0; round < 100; round++) {
            GalleryLayout layout = anyLayout(300 + random.nextInt(1500), 96 + random.nextInt(260));
            double top = random.nextDouble() * layout.height();
            double bottom = top + random.nextDouble() * 600;
            List<Integer> expected = IntStream.range(0, layout.size())
                    .filter(i -> {
                        TilePlace place = layout.placeOf(i);
                        return place.y() <= bottom && place.y() + place.height() + layout.below() + Spacing.GAP > top;
                    })
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
    void upAndDownGoToTheNearestAndTheEndsHold() {
        // 300 + 308 wide, then 150 and 458, then one alone
        GalleryLayout layout = layoutOf(WIDTH, 200, 3 / 2f, 3 / 2f, 3 / 4f, 16 / 7f, 3 / 2f);
        assertEquals(3, layout.vertically(1, 1));
        assertEquals(1, layout.vertically(3, -1));
        assertEquals(2, layout.vertically(0, 1));
        assertEquals(4, layout.vertically(0, 100));
        assertEquals(4, layout.vertically(4, 1));
        assertEquals(0, layout.vertically(0, -1));
    }

    @Test
    void anEmptyWallAnswersEverything() {
        var layout = GalleryLayout.wholePictures(List.of(), Aspects.NONE, 900, 180, false);
        assertEquals(0, layout.size());
        assertEquals(List.of(), layout.tilesBetween(0, 1000));
        assertEquals(-1, layout.indexAt(100, 100));
    }

    private static GalleryLayout layoutOf(double width, double height, float... aspects) {
        var section = new Section(Optional.of(YearMonth.of(2026, 1)), 0, aspects.length);
        return GalleryLayout.wholePictures(List.of(section), halves(aspects), width, height, false);
    }

    private GalleryLayout anyLayout(double width, double height) {
        var sections = new ArrayList<Section>();
        int first = 0;
        for (int m = 1; m <= 1 + random.nextInt(11); m++) {
            int size = 1 + random.nextInt(40);
            sections.add(new Section(Optional.of(YearMonth.of(2026, m)), first, size));
            first += size;
        }
        float[] aspects = new float[first];
        for (int i = 0; i < first; i++) {
            aspects[i] = List.of(1.5f, 2 / 3f, 4 / 3f, .75f, 1f, 16 / 9f).get(random.nextInt(6));
        }
        return GalleryLayout.wholePictures(sections, halves(aspects), width, height, random.nextBoolean());
    }

    private static Aspects halves(float... aspects) {
        char[] halves = new char[aspects.length];
        for (int i = 0; i < aspects.length; i++) {
            halves[i] = Aspects.half(Math.round(aspects[i] * 10_000), aspects[i] == 0 ? 0 : 10_000);
        }
        return new Aspects(halves);
    }
}
