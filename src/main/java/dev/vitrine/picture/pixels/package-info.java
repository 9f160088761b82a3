/// Decoded pixels and what is done with them: reduced, brought to sRGB, turned upright, cropped, counted.
///
/// Above `picture.input` alone; knows no format. Alpha is premultiplied everywhere, so that filters do not bleed
/// invisible colors.
@NullMarked
package dev.vitrine.picture.pixels;

import org.jspecify.annotations.NullMarked;
