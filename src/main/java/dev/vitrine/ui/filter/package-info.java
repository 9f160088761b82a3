/// What is shown: the search box, the sidebar and the chips, three faces of one query.
///
/// A feature of the window. [dev.vitrine.ui.filter.FilterViewModel] holds the only query there is; every face reads it
/// and asks it to change, so that they can never disagree. Counts are asked again whenever the query or the library
/// changes, off the FX thread.
@NullMarked
package dev.vitrine.ui.filter;

import org.jspecify.annotations.NullMarked;
