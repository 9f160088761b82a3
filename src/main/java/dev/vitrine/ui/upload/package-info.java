/// Bringing images in: the form that asks whose they are, the list that tells how far they are, the overlay while files
/// are dragged.
///
/// A feature of the window, in front of `service.upload`. The queue may hold a hundred thousand files, so the list asks
/// for the lines that can be seen and for nothing else.
@NullMarked
package dev.vitrine.ui.upload;

import org.jspecify.annotations.NullMarked;
