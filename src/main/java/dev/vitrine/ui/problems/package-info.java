/// What went wrong, as a list that stays until it was handled, reachable from the status bar.
///
/// A feature of `ui`: knows `support` alone. Each line has a code to quote and details to pass on, without secrets.
@NullMarked
package dev.vitrine.ui.problems;

import org.jspecify.annotations.NullMarked;
