/// Reads with what a picture was taken, and how, out of the originals of rows that do not say it: they were written
/// before Vitrine kept it, or by another program.
///
/// A part of `service`. Only the head of an original is read, once: what has nothing to say is remembered on this
/// machine, and what says something stands in its row.
@NullMarked
package dev.vitrine.service.camera;

import org.jspecify.annotations.NullMarked;
