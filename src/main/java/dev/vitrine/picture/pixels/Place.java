package dev.vitrine.picture.pixels;

import dev.vitrine.image.Orientation;

/// A part of a picture, in pixels from its upper left.
public record Place(int left, int top, int width, int height) {
    /// Where this part of the upright picture is stored.
    ///
    /// @param uprightWidth of all of it
    public Place stored(Orientation orientation, int uprightWidth, int uprightHeight) {
        int column = orientation.isFromRight() ? uprightWidth - left - width : left;
        int row = orientation.isFromBottom() ? uprightHeight - top - height : top;
        return orientation.swapsSides() ? new Place(row, column, height, width) : new Place(column, row, width, height);
    }
}
