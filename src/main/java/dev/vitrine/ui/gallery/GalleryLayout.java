package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.image.Aspects;
import dev.vitrine.ui.gallery.TileRows.TilePlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where every tile stands: row by row, section by section, each section but the first under its header, which the
/// strip above the wall has. All lengths in pixels, from the top left of the whole wall.
final class GalleryLayout {
    private final List<Section> sections;
    private final TileRows rows;
    private final double usualHeight;
    private final double below;
    private final double height;

    private GalleryLayout(List<Section> sections, TileRows rows, double usualHeight, double below) {
        this.sections = sections;
        this.rows = rows;
        this.usualHeight = usualHeight;
        this.below = below;
        this.height =
                rows.count() == 0 ? Spacing.GAP : rows.top(rows.count() - 1) + heightOf(rows.count() - 1) + Spacing.GAP;
    }

    /// @param tile edge that is asked for
    static GalleryLayout squares(List<Section> sections, double width, double tile, boolean captions) {
        double below = captions ? Spacing.caption() : 0;
        var rows = new SquareRows(sections, width, tile, below);
        return new GalleryLayout(sections, rows, rows.tileHeight(0), below);
    }

    /// @param rowHeight that is asked for
    static GalleryLayout wholePictures(
            List<Section> sections, Aspects aspects, double width, double rowHeight, boolean captions) {
        double below = captions ? Spacing.caption() : 0;
        return new GalleryLayout(
                sections, new JustifiedRows(sections, aspects, width, rowHeight, below), rowHeight, below);
    }

    /// A header's place.
    record HeaderPlace(Section section, double y) {}

    double height() {
        return height;
    }

    /// Of a usual row, with its title and the gap to the next.
    double rowHeight() {
        return usualHeight + below + Spacing.GAP;
    }

    /// Height of the title below each tile.
    double below() {
        return below;
    }

    int size() {
        return sections.isEmpty()
                ? 0
                : sections.getLast().first() + sections.getLast().size();
    }

    TilePlace placeOf(int index) {
        List<TilePlace> row = rows.tiles(rows.rowOf(index));
        return row.get(index - row.getFirst().index());
    }

    /// The tiles of which some part lies between the two heights.
    List<TilePlace> tilesBetween(double top, double bottom) {
        var places = new ArrayList<TilePlace>();
        for (int row = firstRowBelow(top); row < rows.count() && rows.top(row) <= bottom; row++) {
            places.addAll(rows.tiles(row));
        }
        return places;
    }

    private int firstRowBelow(double y) {
        int row = Math.max(0, rows.rowAt(y));
        return row < rows.count() && rows.top(row) + heightOf(row) <= y ? row + 1 : row;
    }

    /// The section of the first tiles below a height.
    int sectionAt(double y) {
        int row = Math.min(firstRowBelow(y + Spacing.GAP), rows.count() - 1);
        return TileRows.sectionOf(sections, rows.tiles(row).getFirst().index());
    }

    Section section(int number) {
        return sections.get(number);
    }

    /// The headers that begin between two heights: what has begun above is the strip's.
    List<HeaderPlace> headersBetween(double top, double bottom) {
        var headers = new ArrayList<HeaderPlace>();
        for (int s = Math.max(1, sections.isEmpty() ? 1 : sectionAt(top)); s < sections.size(); s++) {
            double y = rows.top(rows.rowOf(sections.get(s).first())) - Spacing.header();
            if (y >= bottom) {
                break;
            }
            if (sections.get(s).headed() && y >= top) {
                headers.add(new HeaderPlace(sections.get(s), y));
            }
        }
        return headers;
    }

    /// The tile under a point, or -1 between tiles.
    int indexAt(double x, double y) {
        int row = rows.count() == 0 ? -1 : rows.rowAt(y);
        if (row < 0 || y >= rows.top(row) + heightOf(row) - Spacing.GAP) {
            return -1;
        }
        return rows.tiles(row).stream()
                .filter(place -> x >= place.x() && x < place.x() + place.width())
                .mapToInt(TilePlace::index)
                .findFirst()
                .orElse(-1);
    }

    /// Where an image would come to stand that is dropped at a point: before the tile at this position, or behind
    /// it.
    record Gap(TilePlace beside, boolean behind) {
        int index() {
            return behind ? beside.index() + 1 : beside.index();
        }
    }

    /// Of a wall that is not empty.
    Gap gapAt(double x, double y) {
        List<TilePlace> row = rows.tiles(Math.clamp(rows.rowAt(y), 0, rows.count() - 1));
        return row.stream()
                .filter(place -> x < place.centerX())
                .findFirst()
                .map(place -> new Gap(place, false))
                .orElseGet(() -> new Gap(row.getLast(), true));
    }

    /// Every tile that a rectangle touches, as a rubber band selects.
    List<Integer> indexesIn(double x1, double y1, double x2, double y2) {
        double left = Math.min(x1, x2);
        double right = Math.max(x1, x2);
        double top = Math.min(y1, y2);
        return tilesBetween(top, Math.max(y1, y2)).stream()
                .filter(place -> place.x() <= right
                        && place.x() + place.width() >= left
                        && place.y() + place.height() + below >= top)
                .map(TilePlace::index)
                .toList();
    }

    /// The tile `steps` rows below (above when negative) that is nearest to where this one stands, across sections;
    /// stays inside the wall.
    int vertically(int index, int steps) {
        return vertically(index, steps, placeOf(index).centerX());
    }

    /// @param x what it should be near to
    int vertically(int index, int steps, double x) {
        int from = rows.rowOf(index);
        int to = Math.clamp(from + (long) steps, 0, rows.count() - 1);
        return to == from
                ? index
                : rows.tiles(to).stream()
                        .min(Comparator.comparingDouble(place -> Math.abs(place.centerX() - x)))
                        .orElseThrow()
                        .index();
    }

    private double heightOf(int row) {
        return rows.tileHeight(row) + below + Spacing.GAP;
    }
}
