/// Controls that several features show: stars, tags, cards over the window, previews, histograms.
///
/// Above `ui.support`; knows no feature. JavaFX and ControlsFX first; what is here is what neither has, or not well
/// enough:
///
/// | ControlsFX 11.2.4 | here | |
/// |---|---|---|
/// | `StatusBar` | `ui.shell.StatusLine`, 19 lines | taken |
/// | `SegmentedButton` | [dev.vitrine.ui.controls.ChoiceBar], 36 lines | taken; 18
/// lines less in the bulk form, which had its own |
/// | `ToggleSwitch` | [dev.vitrine.ui.controls.Switch], 34 lines | taken; ours says
/// its role and state to screen readers, and obeys reduced motion |
/// | `AutoCompletionBinding` | [dev.vitrine.ui.controls.CompletionPopup], 95 lines
/// | needs `com.sun.javafx.event` exported, makes threads |
/// | `AutoCompletePopup` | the same | takes Home, End, Ctrl+A and Space from the
/// field; at text of 200 % shows 2 of 8 lines; no notes above them; warns of its own CSS |
/// | `RangeSlider` | `ui.filter.TimelineView`, 211 lines | has no bars, no click on
/// one of them, and nothing for screen readers |
/// | `Rating` | [dev.vitrine.ui.controls.Stars], 104 lines | has no keys and no “mixed” |
/// | `PopOver` | none | uploads and downloads are lists that stay beside the
/// gallery while one works; nothing here pops over |
/// | `Notifications` | `ui.desktop.WindowToasts`, 109 lines | windows of their own
/// that fade, outside of the scene's keys and style sheets |
/// | `TaskProgressView` | `ui.download.DownloadRow`, 97 lines | shows tasks while
/// they run; ours stay with what failed and why, to be tried again |
@NullMarked
package dev.vitrine.ui.controls;

import org.jspecify.annotations.NullMarked;
