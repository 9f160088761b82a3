/// The gallery: a virtualized wall of tiles in month sections, and the selection on it.
///
/// The wall is our own flow of tiles, because ControlsFX's GridView re-binds every cell at each row update and has no
/// selection or keyboard model. Geometry and selection are plain classes without scene graph; the view only places
/// nodes where they say.
@NullMarked
package dev.vitrine.ui.gallery;

import org.jspecify.annotations.NullMarked;
