package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.pixels.Place;
import dev.vitrine.ui.viewer.ZoomPan.Fitting;
import dev.vitrine.ui.viewer.ZoomPan.Placement;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Rules that hold for every picture, view and sequence of gestures, tried on random ones with fixed seeds.
final class ZoomPanTest {
    private static final int CASES = 20_000;
    private static final double CLOSE = 1e-6;

    @Test
    void aFittedPictureIsWhollyVisibleAndCentered() {
        forRandom((_, zoom) -> {
            ZoomPan fitted = zoom.fit();
            assertTrue(fitted.shownWidth() <= fitted.viewWidth() + CLOSE
                    && fitted.shownHeight() <= fitted.viewHeight() + CLOSE);
            assertEquals(0, fitted.offsetX() + fitted.offsetY(), CLOSE);
            assertFalse(fitted.canPan());
        });
    }

    @Test
    void aFilledViewHasNoGap() {
        forRandom((_, zoom) -> {
            ZoomPan filled = zoom.fill();
            assertTrue(filled.shownWidth() >= filled.viewWidth() - CLOSE
                    && filled.shownHeight() >= filled.viewHeight() - CLOSE);
        });
    }

    @Test
    void noGestureLeavesAGapBesideALargePictureOrMovesASmallOne() {
        forRandom((_, zoom) -> {
            assertNoGap(zoom.shownWidth(), zoom.viewWidth(), zoom.offsetX());
            assertNoGap(zoom.shownHeight(), zoom.viewHeight(), zoom.offsetY());
        });
    }

    @Test
    void scaleStaysBetweenTheFittingOneAndSixteen() {
        forRandom((_, zoom) -> {
            double fit = zoom.fit().scale();
            assertTrue(zoom.scale() >= fit - CLOSE, "not smaller than fitting");
            assertTrue(
                    zoom.fitting() == Fitting.FILL || zoom.scale() <= Math.max(16, fit) + CLOSE, "not larger than 16");
        });
    }

    @Test
    void thePointUnderThePointerStaysWhereThePictureHasRoom() {
        forRandom((random, zoom) -> {
            double x = random.nextDouble() * zoom.viewWidth();
            double y = random.nextDouble() * zoom.viewHeight();
            ZoomPan zoomed = zoom.scaledBy(Math.pow(2, random.nextDouble() * 2 - 1), x, y);
            if (hasRoomLeft(zoomed.shownWidth(), zoomed.viewWidth(), zoomed.offsetX())) {
                assertEquals(pictureX(zoom, x), pictureX(zoomed, x), CLOSE * zoom.pictureWidth());
            }
            if (hasRoomLeft(zoomed.shownHeight(), zoomed.viewHeight(), zoomed.offsetY())) {
                assertEquals(pictureY(zoom, y), pictureY(zoomed, y), CLOSE * zoom.pictureHeight());
            }
        });
    }

    @Test
    void fourQuarterTurnsLeadBack() {
        forRandom((_, zoom) -> {
            ZoomPan around = zoom.turned(1).turned(1).turned(2);
            assertEquals(zoom.turns(), around.turns());
            if (zoom.fitting() != Fitting.FREE) {
                assertEquals(zoom.scale(), around.scale(), CLOSE);
            }
        });
    }

    @Test
    void stepsInEndAtSixteenAndStepsOutEndAtFitting() {
        forRandom((_, zoom) -> {
            ZoomPan in = zoom;
            ZoomPan out = zoom;
            for (int i = 0; i < 20; i++) {
                in = in.stepIn();
                out = out.stepOut();
            }
            assertTrue(in.scale() >= 16 - CLOSE);
            assertEquals(Fitting.FIT, out.fitting());
        });
    }

    @Test
    void edgesLieOnWholeDevicePixels() {
        forRandom((_, zoom) -> {
            Placement place = zoom.placement();
            assertWhole((place.centerX() - zoom.shownWidth() / 2) * zoom.density());
            assertWhole((place.centerY() - zoom.shownHeight() / 2) * zoom.density());
        });
    }

    @Test
    void theOtherOfTwoShowsTheSamePartEquallyEnlarged() {
        forRandom((random, zoom) -> {
            ZoomPan other = ZoomPan.fitted(
                            zoom.pictureWidth() * 2,
                            zoom.pictureHeight() * 2,
                            zoom.viewWidth(),
                            zoom.viewHeight(),
                            zoom.density())
                    .turned(zoom.turns());
            ZoomPan followed = other.like(zoom);
            if (zoom.fit().scale() < Math.max(1, zoom.density()) / 2 && zoom.scale() < 16) {
                assertEquals(zoom.shownWidth(), followed.shownWidth(), 1e-3 * zoom.shownWidth());
                assertEquals(zoom.offsetX(), followed.offsetX(), 1e-3 * zoom.shownWidth());
                assertEquals(zoom.offsetY(), followed.offsetY(), 1e-3 * zoom.shownHeight());
            }
        });
    }

    @Test
    void aSmallPictureIsNotEnlargedToFit() {
        assertEquals(1, ZoomPan.fitted(64, 64, 1000, 800, 1).scale());
        assertEquals(128, ZoomPan.fitted(64, 64, 1000, 800, 2).drawnEdge());
    }

    @Test
    void aFittedPictureStaysFittedWhenTheViewChanges() {
        ZoomPan turned = ZoomPan.fitted(6000, 4000, 1200, 800, 1).turned(1).inView(800, 600, 1);
        assertEquals(0.1, turned.scale(), CLOSE);
        assertEquals(Fitting.FIT, turned.fitting());
    }

    private static void assertNoGap(double shown, double view, double offset) {
        assertTrue(
                Math.abs(offset) <= Math.max(0, (shown - view) / 2) + CLOSE, shown + " in " + view + " at " + offset);
    }

    private static void assertWhole(double pixels) {
        assertEquals(Math.rint(pixels), pixels, 1e-4);
    }

    private static boolean hasRoomLeft(double shown, double view, double offset) {
        return Math.abs(offset) < (shown - view) / 2 - 1e-3;
    }

    private static double pictureX(ZoomPan zoom, double x) {
        return (x - zoom.viewWidth() / 2 - zoom.offsetX()) / zoom.scale();
    }

    private static double pictureY(ZoomPan zoom, double y) {
        return (y - zoom.viewHeight() / 2 - zoom.offsetY()) / zoom.scale();
    }

    private static void forRandom(BiConsumer<Random, ZoomPan> rule) {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            rule.accept(random, randomGestures(random));
        }
    }

    @Test
    void whatIsInViewIsCountedInPixelsOfThePictureHoweverItIsTurned() {
        ZoomPan middle = ZoomPan.fitted(1000, 600, 100, 80, 1).scaledTo(1, 50, 40);
        assertEquals(new Place(450, 260, 100, 80), middle.visible());
        assertEquals(new Place(500, 260, 100, 80), middle.panned(-50, 0).visible());
        assertEquals(new Place(0, 0, 1000, 600), middle.fit().visible());
        // its left side is at the top then, its lower one on the left
        assertEquals(new Place(460, 250, 80, 100), middle.turned(1).visible());
        assertEquals(
                new Place(0, 500, 80, 100), middle.turned(1).panned(9999, 9999).visible());
        assertEquals(
                new Place(920, 0, 80, 100), middle.turned(3).panned(9999, 9999).visible());
        assertEquals(new Place(475, 280, 50, 40), middle.scaledTo(2, 50, 40).visible());
        assertEquals(
                new Place(475, 280, 50, 40),
                middle.inView(100, 80, 2).scaledTo(4, 50, 40).visible());
    }

    private static ZoomPan randomGestures(Random random) {
        ZoomPan zoom = ZoomPan.fitted(
                1 + random.nextInt(20_000),
                1 + random.nextInt(20_000),
                50 + random.nextInt(3000),
                50 + random.nextInt(2000),
                1 + random.nextInt(3) / 2.0);
        for (int i = random.nextInt(6); i > 0; i--) {
            zoom = switch (random.nextInt(7)) {
                case 0 -> zoom.fill();
                case 1 ->
                    zoom.scaledTo(
                            random.nextDouble() * 4,
                            random.nextDouble() * zoom.viewWidth(),
                            random.nextDouble() * zoom.viewHeight());
                case 2 -> zoom.panned(random.nextGaussian() * 2000, random.nextGaussian() * 2000);
                case 3 -> zoom.turned(random.nextInt(7) - 3);
                case 4 -> zoom.stepIn();
                case 5 -> zoom.stepOut();
                default -> zoom.inView(50 + random.nextInt(3000), 50 + random.nextInt(2000), zoom.density());
            };
        }
        return zoom;
    }
}
