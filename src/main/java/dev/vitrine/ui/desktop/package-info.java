/// The desktop around the window: one instance, files handed to other programs, clipboard, notices, dialogs.
///
/// Above `ui.actions`; knows no feature.
package dev.vitrine.ui.desktop;
