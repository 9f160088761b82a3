/// Folders whose new images upload by themselves.
///
/// Above `service.upload.journal` and `.source`. What was seen is marked in the transaction that queues it, so nothing
/// is taken twice.
@NullMarked
package dev.vitrine.service.upload.watch;

import org.jspecify.annotations.NullMarked;
