package dev.vitrine.service.share;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.stream.IntStream;

/// An image on a page.
///
/// @param width of the small copy
record PageFigure(String title, URI small, URI large, int width, int height) {
    private static final double ROW_REM = 15;
    private static final int STEPS = 20;
    private static final int FLATTEST = 4 * STEPS;
    private static final int TALLEST = STEPS / 3;

    /// The class of its shape, which gives it its part of a row.
    String shape() {
        return "r" + Math.clamp(Math.round((double) width * STEPS / height), TALLEST, FLATTEST);
    }

    /// The images of a row are as high as each other and fill it. The policy of a page allows no style at an
    /// element, so there is one for each shape, in steps.
    static String styles() {
        return IntStream.rangeClosed(TALLEST, FLATTEST)
                .mapToObj(shape -> ".r" + shape + "{flex:" + shape + " 1 " + shape * ROW_REM / STEPS + "rem}.r" + shape
                        + " img{aspect-ratio:" + shape + "/" + STEPS + "}\n")
                .collect(joining());
    }
}
