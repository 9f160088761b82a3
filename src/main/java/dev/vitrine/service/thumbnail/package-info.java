/// The small pictures of the gallery: which are requested next, and where each comes from.
///
/// Above `service`. The latest request comes first, because it is what is on the screen now.
@NullMarked
package dev.vitrine.service.thumbnail;

import org.jspecify.annotations.NullMarked;
