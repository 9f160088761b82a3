/// From a profile to an open library: the composition root of everything below the front doors, wired with plain `new`.
@NullMarked
package dev.vitrine.connection;

import org.jspecify.annotations.NullMarked;
