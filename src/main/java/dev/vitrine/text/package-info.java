/// Text as people type, sort and compare it: folding, words, title order, byte counts. The lowest floor: it knows the JDK alone.
///
/// Here, because the search box, the sidebar, completion and the catalog once folded in ways of their own and disagreed.
@NullMarked
package dev.vitrine.text;

import org.jspecify.annotations.NullMarked;
