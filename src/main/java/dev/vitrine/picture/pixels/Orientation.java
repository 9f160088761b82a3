package dev.vitrine.picture.pixels;

/// The eight ways in which a camera may store a picture, as Exif numbers them, and how to turn each upright.
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private final boolean swaps;
    private final boolean fromRight;
    private final boolean fromBottom;

    /// First swap rows with columns, then read the result from the right and from the bottom.
    Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /// Anything but 1 to 8 is upright: damaged metadata must not turn pictures.
    public static Orientation ofExif(long number) {
        return number >= 1 && number <= 8 ? values()[(int) number - 1] : UPRIGHT;
    }

    /// As HEIF has it: mirrored first, when `axis` is 0 (upside down) or 1 (left to right), then turned left by
    /// quarters.
    public static Orientation ofTurns(int quartersLeft, int axis) {
        return switch (axis) {
            case 0 -> new Orientation[] {FLIPPED, TRANSVERSED, MIRRORED, TRANSPOSED}[quartersLeft & 3];
            case 1 -> new Orientation[] {MIRRORED, TRANSPOSED, FLIPPED, TRANSVERSED}[quartersLeft & 3];
            default -> new Orientation[] {UPRIGHT, TURN_LEFT, UPSIDE_DOWN, TURN_RIGHT}[quartersLeft & 3];
        };
    }

    /// Where a part of the upright picture is stored.
    ///
    /// @param width of the upright picture
    public Place stored(Place upright, int width, int height) {
        int column = fromRight ? width - upright.left() - upright.width() : upright.left();
        int row = fromBottom ? height - upright.top() - upright.height() : upright.top();
        return swaps
                ? new Place(row, column, upright.height(), upright.width())
                : new Place(column, row, upright.width(), upright.height());
    }

    public boolean swapsSides() {
        return swaps;
    }

    Picture turn(int width, int height, int[] pixels) {
        if (this == UPRIGHT) {
            return new Picture(width, height, pixels);
        }
        int turnedWidth = swaps ? height : width;
        int turnedHeight = swaps ? width : height;
        int[] turned = new int[pixels.length];
        for (int y = 0; y < turnedHeight; y++) {
            int row = fromBottom ? turnedHeight - 1 - y : y;
            for (int x = 0; x < turnedWidth; x++) {
                int column = fromRight ? turnedWidth - 1 - x : x;
                turned[y * turnedWidth + x] = swaps ? pixels[column * width + row] : pixels[row * width + column];
            }
        }
        return new Picture(turnedWidth, turnedHeight, turned);
    }
}
