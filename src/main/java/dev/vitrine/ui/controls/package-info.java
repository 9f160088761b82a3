/// Controls that several features show: stars, tags, cards over the window, previews, histograms.
///
/// Above `ui.support`; knows no feature. JavaFX and ControlsFX first; what is here is what neither has, or not well
/// enough. Of ControlsFX 11.2.4:
///
/// * `StatusBar`, taken by `ui.shell.StatusLine`.
/// * `SegmentedButton`, taken by [dev.vitrine.ui.controls.ChoiceBar]: 18 lines less
/// in the bulk form, which had its own.
/// * `ToggleSwitch`, taken by [dev.vitrine.ui.controls.Switch], which says its role and state to screen readers and
///   obeys reduced motion.
/// * `AutoCompletionBinding` needs `com.sun.javafx.event` exported and makes threads; `AutoCompletePopup` takes Home,
///   End, Ctrl+A and Space from the field, shows 2 of 8 lines at text of 200 %, has no notes above them, and warns of
///   its own CSS. Here: [dev.vitrine.ui.controls.CompletionPopup], 95 lines.
/// * `RangeSlider` has no bars, no click on one of them, and nothing for screen
/// readers. Here: `ui.filter.TimelineView`, 211 lines.
/// * `Rating` has no keys and no “mixed”. Here: [dev.vitrine.ui.controls.Stars], 104 lines.
/// * `PopOver`: uploads and downloads are lists that stay beside the gallery while one works. What pops over the status
///   bar, `ui.connection.CloudUsageView`, needs no arrow, no title bar and none of its style sheet.
/// * `Notifications` are windows of their own that fade, outside of the scene's keys and style sheets. Here:
///   `ui.desktop.WindowToasts`, 109 lines.
/// * `TaskProgressView` shows tasks while they run. Here: `ui.download.DownloadRow`, 97 lines, which stays with what
///   failed and why, to be tried again.
@NullMarked
package dev.vitrine.ui.controls;

import org.jspecify.annotations.NullMarked;
