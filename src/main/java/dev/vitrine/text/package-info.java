/// Text as people type, sort, compare and read it: folding, matches, words, title order, byte counts. The lowest layer:
/// it knows the JDK alone.
///
/// Folding is lenient, because looking may find too much; whether two names are the same is asked of
/// [Folding#caseless]. What depends on a language takes the locale as an argument, so that programs never read the
/// digits of the system's language.
@NullMarked
package dev.vitrine.text;

import org.jspecify.annotations.NullMarked;
