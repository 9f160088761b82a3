/// Reads JPEG files straight at the requested size, in plain Java: header and scaled decode; and writes previews.
///
/// Floor: picture; sees only the JDK. Orientation, color profiles and other formats belong to the package above.
///
/// The decision worth knowing: entropy decoding is the cost of a thumbnail, so only the coefficients that the wanted
/// size needs are kept, and all others are stepped over several at a time. Sections cited are those of ITU-T T.81.
@NullMarked
package dev.vitrine.picture.jpeg;

import org.jspecify.annotations.NullMarked;
