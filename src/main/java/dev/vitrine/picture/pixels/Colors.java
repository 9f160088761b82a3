package dev.vitrine.picture.pixels;

/// How the four bytes of a packed pixel are to be read before conversion to sRGB: `0xAAVVVVVV`, `0xAARRGGBB` or
/// `0xCCMMYYKK`.
public enum Colors {
    GRAY(1),
    RGB(3),
    CMYK(4);

    private final int count;

    Colors(int count) {
        this.count = count;
    }

    /// Color channels, without alpha.
    int count() {
        return count;
    }
}
