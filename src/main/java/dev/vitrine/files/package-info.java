/// Files that are never half there: written whole and forced, hashed, moved without replacing, read only while they
/// stay as they were.
///
/// Above `image` and `text`. What the bytes are decides the extension of a file, never its name. What a file system
/// says becomes an [dev.vitrine.image.ImageException] in [FileFailures] and nowhere else.
@NullMarked
package dev.vitrine.files;

import org.jspecify.annotations.NullMarked;
