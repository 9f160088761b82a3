/// What can be done with images, wherever it is asked for: jobs in the background, undo, problems, and the table of
/// keys.
///
/// Above `ui.controls`; the features ask through it, the shell carries it out.
@NullMarked
package dev.vitrine.ui.actions;

import org.jspecify.annotations.NullMarked;
