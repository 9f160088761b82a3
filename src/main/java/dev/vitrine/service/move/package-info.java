/// Gives images to another user of the same library, where their bytes lie at another key then, or copies them to
/// another library. Their ids stay.
///
/// An image has one row, and one write changes whose it is. Its bytes are at the new place before that, and at the old
/// one until after it; what a killed process leaves in the wrong place is written down before, and removed by the next.
/// Floor: service.
@NullMarked
package dev.vitrine.service.move;

import org.jspecify.annotations.NullMarked;
