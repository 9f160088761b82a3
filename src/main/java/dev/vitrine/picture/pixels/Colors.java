package dev.vitrine.picture.pixels;

import java.awt.color.ColorSpace;
import java.util.Optional;
import java.util.stream.Stream;

/// How the four bytes of a packed pixel are to be read before conversion to sRGB: `0xAAVVVVVV`, `0xAARRGGBB` or
/// `0xCCMMYYKK`.
public enum Colors {
    GRAY(1, ColorSpace.TYPE_GRAY),
    RGB(3, ColorSpace.TYPE_RGB),
    CMYK(4, ColorSpace.TYPE_CMYK);

    private final int count;
    private final int type;

    Colors(int count, int type) {
        this.count = count;
        this.type = type;
    }

    /// Empty for those that are none of these, as CIE Lab is.
    static Optional<Colors> of(ColorSpace space) {
        return Stream.of(values())
                .filter(colors -> colors.type == space.getType())
                .findFirst();
    }

    /// Color channels, without alpha.
    int count() {
        return count;
    }
}
