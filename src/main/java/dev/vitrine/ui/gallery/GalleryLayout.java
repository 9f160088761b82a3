package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.List;

/// Where every tile stands: rows of equal tiles, section by section, each section under its header. All lengths in
/// pixels, from the top left of the whole wall; every question is answered in the logarithm of the number of sections,
/// however many images there are.
final class GalleryLayout {
    static final double GAP = 8;
    static final double MARGIN = 16;
    private static final double HEADER = 44;
    private static final double CAPTION = 24;

    private final List<Section> sections;
    private final double[] tops;
    private final int columns;
    private final double tile;
    private final double rowHeight;
    private final double height;

    /// @param requestedTile edge of a tile; tiles grow or shrink a little so that a row fills the width
    GalleryLayout(List<Section> sections, double width, double requestedTile, boolean captions) {
        this.sections = sections;
        double inner = Math.max(1, width - 2 * MARGIN);
        this.columns = (int) Math.max(1, Math.round((inner + GAP) / (requestedTile + GAP)));
        this.tile = Math.max(1, Math.floor((inner - (columns - 1) * GAP) / columns));
        this.rowHeight = tile + (captions ? caption() : 0) + GAP;
        this.tops = new double[sections.size()];
        double y = 0;
        for (int i = 0; i < tops.length; i++) {
            tops[i] = y;
            y += headerOf(i) + rows(i) * rowHeight;
        }
        this.height = y + GAP;
    }

    /// A tile's place.
    record TilePlace(int index, double x, double y) {}

    /// A header's place.
    record HeaderPlace(Section section, double y) {}

    double height() {
        return height;
    }

    double tile() {
        return tile;
    }

    double rowHeight() {
        return rowHeight;
    }

    int columns() {
        return columns;
    }

    int size() {
        return sections.isEmpty()
                ? 0
                : sections.getLast().first() + sections.getLast().size();
    }

    TilePlace placeOf(int index) {
        int s = sectionOfIndex(index);
        int offset = index - sections.get(s).first();
        return new TilePlace(
                index, MARGIN + offset % columns * (tile + GAP), tops[s] + headerOf(s) + offset / columns * rowHeight);
    }

    /// The tiles of which some part lies between the two heights.
    List<TilePlace> tilesBetween(double top, double bottom) {
        var places = new ArrayList<TilePlace>();
        for (int s = sectionAt(top); s < tops.length && tops[s] < bottom; s++) {
            double firstRowTop = tops[s] + headerOf(s);
            int firstRow = (int) Math.max(0, Math.floor((top - firstRowTop) / rowHeight));
            int lastRow = (int) Math.min(rows(s) - 1L, Math.floor((bottom - firstRowTop) / rowHeight));
            int end = sections.get(s).first() + Math.min(sections.get(s).size(), (lastRow + 1) * columns);
            for (int i = sections.get(s).first() + firstRow * columns; i < end; i++) {
                places.add(placeOf(i));
            }
        }
        return places;
    }

    List<HeaderPlace> headersBetween(double top, double bottom) {
        var headers = new ArrayList<HeaderPlace>();
        for (int s = sectionAt(top); s < tops.length && tops[s] < bottom; s++) {
            if (headerOf(s) > 0 && tops[s] + header() > top) {
                headers.add(new HeaderPlace(sections.get(s), tops[s]));
            }
        }
        return headers;
    }

    /// The tile under a point, or -1 between tiles.
    int indexAt(double x, double y) {
        if (tops.length == 0 || y < 0 || y >= height) {
            return -1;
        }
        int s = sectionAt(y);
        double inRows = y - tops[s] - headerOf(s);
        double inColumns = x - MARGIN;
        if (inRows < 0 || inColumns < 0 || inRows % rowHeight >= rowHeight - GAP || inColumns % (tile + GAP) >= tile) {
            return -1;
        }
        int column = (int) (inColumns / (tile + GAP));
        long offset = (long) (inRows / rowHeight) * columns + column;
        return column < columns && offset < sections.get(s).size()
                ? sections.get(s).first() + (int) offset
                : -1;
    }

    /// Every tile that a rectangle touches, as a rubber band selects.
    List<Integer> indexesIn(double x1, double y1, double x2, double y2) {
        double left = Math.min(x1, x2);
        double right = Math.max(x1, x2);
        double top = Math.min(y1, y2);
        double bottom = Math.max(y1, y2);
        return tilesBetween(top, bottom).stream()
                .filter(place -> place.x() <= right
                        && place.x() + tile >= left
                        && place.y() <= bottom
                        && place.y() + rowHeight - GAP >= top)
                .map(TilePlace::index)
                .toList();
    }

    /// The tile `rows` rows below (above when negative), keeping the column, across sections; stays inside the
    /// wall.
    int vertically(int index, int rows) {
        int at = index;
        for (int step = 0; step < Math.abs(rows); step++) {
            int next = rows > 0 ? below(at) : above(at);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    private int below(int index) {
        int s = sectionOfIndex(index);
        Section section = sections.get(s);
        int offset = index - section.first();
        if (offset / columns < rows(s) - 1) {
            return section.first() + Math.min(section.size() - 1, offset + columns);
        }
        if (s == sections.size() - 1) {
            return index;
        }
        Section next = sections.get(s + 1);
        return next.first() + Math.min(next.size() - 1, offset % columns);
    }

    private int above(int index) {
        int s = sectionOfIndex(index);
        int offset = index - sections.get(s).first();
        if (offset >= columns) {
            return index - columns;
        }
        if (s == 0) {
            return index;
        }
        Section previous = sections.get(s - 1);
        int lastRowStart = (rows(s - 1) - 1) * columns;
        return previous.first() + Math.min(previous.size() - 1, lastRowStart + offset % columns);
    }

    private double headerOf(int s) {
        return sections.get(s).headed() ? header() : MARGIN;
    }

    private int rows(int s) {
        return (sections.get(s).size() + columns - 1) / columns;
    }

    private int sectionOfIndex(int index) {
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sections.get(middle).first() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int sectionAt(double y) {
        int low = 0;
        int high = tops.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tops[middle] <= y) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(0, low);
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
