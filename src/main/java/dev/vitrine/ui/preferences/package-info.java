/// What a person may choose for all windows, on one calm sheet.
///
/// A feature of `ui`: knows `ui.support` only. There is no “OK”: every choice takes effect and is saved at once, so
/// there is nothing to lose by closing the sheet, and “Reset” puts back what holds when nothing was chosen.
@NullMarked
package dev.vitrine.ui.preferences;

import org.jspecify.annotations.NullMarked;
