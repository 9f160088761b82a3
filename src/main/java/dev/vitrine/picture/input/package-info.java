/// An untrusted file on its way in: random access to its bytes, and what one picture may cost in pixels, memory and
/// time.
///
/// The lowest room of `picture`; no file is trusted here, and none is understood.
@NullMarked
package dev.vitrine.picture.input;

import org.jspecify.annotations.NullMarked;
