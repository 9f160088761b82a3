/// What every feature of the window shares: the crossing between threads, texts, icons, dialogs, settings.
///
/// Imports no feature.
@NullMarked
package dev.vitrine.ui.support;

import org.jspecify.annotations.NullMarked;
