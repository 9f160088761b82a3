/// Titles, descriptions and tags of many images at once, with what is needed to take it back.
///
/// Above `service`, which knows nothing of it. Every edit is conditional on the row that was seen; tags are merged, not
/// overwritten.
@NullMarked
package dev.vitrine.service.edit;

import org.jspecify.annotations.NullMarked;
