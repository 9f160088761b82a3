/// What bytes show: type by magic bytes, safe header check, scaled decode, orientation, color, resize and camera
/// metadata.
///
/// Above `image`; no JavaFX, so that uploads, the viewer, the command line and REST share one pipeline.
/// Files are hostile: every limit is enforced from the header, before anything is decoded.
///
/// Inside: `input` ← `pixels`, `external` ← `format` ← this package; `jpeg` stands alone. Of the rooms inside, only
/// `pixels` is seen from outside.
@NullMarked
package dev.vitrine.picture;

import org.jspecify.annotations.NullMarked;
