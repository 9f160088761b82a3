/// Which library the window shows: the menu of connections, the form to make one with its test and set-up, and how far
/// a cloud library is mirrored.
///
/// A feature of the window: knows `connection` below, never a store. Keys typed here are handed on and forgotten when
/// the program ends.
@NullMarked
package dev.vitrine.ui.connection;

import org.jspecify.annotations.NullMarked;
