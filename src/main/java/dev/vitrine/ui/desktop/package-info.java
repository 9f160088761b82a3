/// The desktop around the window: one instance, files handed to other programs, clipboard, notices, dialogs.
///
/// Above `ui.actions`; knows no feature.
@NullMarked
package dev.vitrine.ui.desktop;

import org.jspecify.annotations.NullMarked;
