/// The two ports of a library: where bytes are kept and where rows are kept; and where a cloud library is.
///
/// Above `image`, below `service`. What an implementation promises is written down as contract tests that every one of
/// them passes.
@NullMarked
package dev.vitrine.store;

import org.jspecify.annotations.NullMarked;
