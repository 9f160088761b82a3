/// Originals of a cloud library that are kept on this machine, as searches ask for them.
///
/// A part of `service`. What is kept is a cache: it can be removed at any time, and the library never changes by it.
@org.jspecify.annotations.NullMarked
package dev.vitrine.service.offline;
