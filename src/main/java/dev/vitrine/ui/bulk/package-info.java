/// The form that writes titles and descriptions of many images at once, with a preview of what they become.
///
/// A feature of `ui`. It only makes the plan; whoever opened it carries it out as an edit that can be undone.
@NullMarked
package dev.vitrine.ui.bulk;

import org.jspecify.annotations.NullMarked;
