/// From a profile to an open library: the composition root of everything below the front doors, wired with plain `new`.
package dev.vitrine.connection;
