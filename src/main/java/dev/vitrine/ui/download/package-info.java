/// Saving images outside of the library: the form that asks how, and the list of what is under way or did not work.
///
/// A feature of `ui`: knows `support` alone. What fails stays in the list until it was retried or put away.
@NullMarked
package dev.vitrine.ui.download;

import org.jspecify.annotations.NullMarked;
