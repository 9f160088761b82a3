package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import java.util.List;

/// Rows of tiles, numbered from the top of the wall over all sections. Lengths are in pixels.
interface TileRows {
    /// A tile's place, without the title below it.
    record TilePlace(int index, double x, double y, double width, double height) {
        double centerX() {
            return x + width / 2;
        }

        double centerY() {
            return y + height / 2;
        }
    }

    int count();

    /// The row in which an image stands.
    int rowOf(int index);

    /// The last row that begins at or above a height, or -1.
    int rowAt(double y);

    double top(int row);

    /// Height of the tiles of a row, without the titles below them.
    double tileHeight(int row);

    /// From left to right.
    List<TilePlace> tiles(int row);

    /// The number of the section in which an image stands.
    static int sectionOf(List<Section> sections, int index) {
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
}
