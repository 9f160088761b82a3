/// What is written about many images at once: the form for titles and descriptions, with a preview of what they become,
/// and the short list of tags at hand.
///
/// A feature of `ui`. A form only makes the plan; whoever opened it carries it out as an edit that can be undone.
@NullMarked
package dev.vitrine.ui.bulk;

import org.jspecify.annotations.NullMarked;
