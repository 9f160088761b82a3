/// What every feature of the window shares: the crossing between threads, texts, icons, dialogs, settings.
///
/// Imports no feature.
package dev.vitrine.ui.support;
