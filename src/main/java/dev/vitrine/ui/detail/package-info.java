/// The pane beside the gallery: what is known about the selected images, and editing what people wrote about them.
///
/// A feature of `ui`. An edit is sent as a difference from what was seen, so that two people can edit one image at
/// once; what is typed is never replaced by what arrives from elsewhere.
@NullMarked
package dev.vitrine.ui.detail;

import org.jspecify.annotations.NullMarked;
