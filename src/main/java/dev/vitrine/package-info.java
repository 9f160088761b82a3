/// The front door: the window or a command, picked by the arguments.
@NullMarked
package dev.vitrine;

import org.jspecify.annotations.NullMarked;
