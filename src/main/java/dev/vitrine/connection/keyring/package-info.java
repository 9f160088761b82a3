/// Where this computer keeps the passwords of its programs, encrypted with the login of whoever uses it.
///
/// Used for the keys of a connection when a person chooses that, and never by itself. A secret is in no command
/// line and in no log.
@NullMarked
package dev.vitrine.connection.keyring;

import org.jspecify.annotations.NullMarked;
