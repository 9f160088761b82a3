package dev.vitrine.image;

import java.util.Arrays;

/// The eight ways in which a picture can lie, as Exif numbers them: each names what turns it upright.
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

    /// The same for what a row says.
    public static Orientation ofText(String text) {
        return text.length() == 1 ? ofExif(text.charAt(0) - '0') : UPRIGHT;
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

    /// What [#ofText] reads; upright needs no words.
    String text() {
        return this == UPRIGHT ? "" : String.valueOf(exif());
    }

    public int exif() {
        return ordinal() + 1;
    }

    /// Both, this one first.
    public Orientation then(Orientation next) {
        boolean right = next.fromRight ^ (next.swaps ? fromBottom : fromRight);
        boolean bottom = next.fromBottom ^ (next.swaps ? fromRight : fromBottom);
        boolean swapped = swaps ^ next.swaps;
        return Arrays.stream(values())
                .filter(each -> each.swaps == swapped && each.fromRight == right && each.fromBottom == bottom)
                .findFirst()
                .orElseThrow();
    }

    /// What takes it back.
    public Orientation inverse() {
        return switch (this) {
            case TURN_RIGHT -> TURN_LEFT;
            case TURN_LEFT -> TURN_RIGHT;
            case UPRIGHT, MIRRORED, UPSIDE_DOWN, FLIPPED, TRANSPOSED, TRANSVERSED -> this;
        };
    }

    /// Whether width becomes height.
    public boolean swapsSides() {
        return swaps;
    }

    public boolean isFromRight() {
        return fromRight;
    }

    public boolean isFromBottom() {
        return fromBottom;
    }
}
