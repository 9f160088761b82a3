/// The window itself: wires the features, owns the actions on images, the shortcuts, the undo stack and the notices.
///
/// The only package that knows every feature.
@NullMarked
package dev.vitrine.ui.shell;

import org.jspecify.annotations.NullMarked;
