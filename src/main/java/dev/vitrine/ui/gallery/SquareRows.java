package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Equal squares: every question is answered in the logarithm of the number of sections, however many images there are.
final class SquareRows implements TileRows {
    private final List<Section> sections;
    /// Rows before each section, and those of all.
    private final int[] firstRows;
    private final double[] tops;
    private final int columns;
    private final double tile;
    private final double rowHeight;

    /// @param requestedTile edge of a tile; tiles grow or shrink a little so that a row fills the width
    /// @param below height of the title below each tile
    SquareRows(List<Section> sections, double width, double requestedTile, double below) {
        this.sections = sections;
        double inner = Spacing.inner(width);
        columns = (int) Math.max(1, Math.round((inner + Spacing.GAP) / (requestedTile + Spacing.GAP)));
        tile = Math.max(1, Math.floor((inner - (columns - 1) * Spacing.GAP) / columns));
        rowHeight = tile + below + Spacing.GAP;
        firstRows = new int[sections.size() + 1];
        tops = new double[sections.size()];
        double y = 0;
        for (int s = 0; s < tops.length; s++) {
            tops[s] = y + Spacing.above(sections, s);
            int rows = (sections.get(s).size() + columns - 1) / columns;
            firstRows[s + 1] = firstRows[s] + rows;
            y = tops[s] + rows * rowHeight;
        }
    }

    @Override
    public int count() {
        return firstRows[sections.size()];
    }

    @Override
    public int rowOf(int index) {
        int s = TileRows.sectionOf(sections, index);
        return firstRows[s] + (index - sections.get(s).first()) / columns;
    }

    @Override
    public int rowAt(double y) {
        int found = Arrays.binarySearch(tops, y);
        int s = found >= 0 ? found : -found - 2;
        return s < 0 ? -1 : (int) Math.min(firstRows[s] + (long) ((y - tops[s]) / rowHeight), firstRows[s + 1] - 1L);
    }

    @Override
    public double top(int row) {
        int s = sectionOfRow(row);
        return tops[s] + (row - firstRows[s]) * rowHeight;
    }

    @Override
    public double tileHeight(int row) {
        return tile;
    }

    @Override
    public List<TilePlace> tiles(int row) {
        int s = sectionOfRow(row);
        Section section = sections.get(s);
        int offset = (row - firstRows[s]) * columns;
        int count = Math.min(columns, section.size() - offset);
        double y = top(row);
        var places = new ArrayList<TilePlace>(count);
        for (int i = 0; i < count; i++) {
            places.add(new TilePlace(
                    section.first() + offset + i, Spacing.MARGIN + i * (tile + Spacing.GAP), y, tile, tile));
        }
        return places;
    }

    private int sectionOfRow(int row) {
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }
}
