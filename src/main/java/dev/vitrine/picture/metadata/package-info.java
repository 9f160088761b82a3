/// What a file says about itself in words and numbers: Exif, XMP and IPTC, wherever a format keeps them.
///
/// Above `picture.input` and `picture.pixels`; knows no format. All of it is untrusted input: read with bounds, and
/// what cannot be read is absent.
@NullMarked
package dev.vitrine.picture.metadata;

import org.jspecify.annotations.NullMarked;
