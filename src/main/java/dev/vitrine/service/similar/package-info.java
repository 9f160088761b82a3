/// What looks alike: images that look like one, or like a picture that is not in the library.
///
/// A part of `service`. Goes by the perceptual hashes of rows alone; no bytes are read.
@NullMarked
package dev.vitrine.service.similar;

import org.jspecify.annotations.NullMarked;
