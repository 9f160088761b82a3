package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.support.TextSize;
import java.util.List;

/// The lengths between tiles, in pixels.
final class Spacing {
    static final double GAP = 8;
    static final double MARGIN = 16;
    private static final double HEADER = 44;
    private static final double CAPTION = 24;

    private Spacing() {}

    /// What there is to fill between the margins.
    static double inner(double width) {
        return Math.max(1, width - 2 * MARGIN);
    }

    /// Height of what stands above the rows of a section.
    static double above(List<Section> sections, int number) {
        return number == 0 ? GAP / 2 : sections.get(number).headed() ? header() : MARGIN;
    }

    /// Height of the line above a section.
    static double header() {
        return TextSize.of(HEADER);
    }

    /// Height of the title below a tile.
    static double caption() {
        return TextSize.of(CAPTION);
    }
}
