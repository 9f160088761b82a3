/// The window itself: wires the features, owns the actions on images, the shortcuts, the undo stack and the notices.
///
/// The only package that knows every feature.
package dev.vitrine.ui.shell;
