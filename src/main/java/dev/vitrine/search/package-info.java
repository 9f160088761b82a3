/// What people type into the search box, as a query, and back: grammar, printer, completion.
///
/// Above `image` and `text` alone: what is typed here means the same for every library, whatever answers it.
@NullMarked
package dev.vitrine.search;

import org.jspecify.annotations.NullMarked;
