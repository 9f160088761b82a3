/// Native decoders, run as child processes: a hostile file that takes one over costs one picture.
///
/// Above `picture.input` alone. Nothing native is ever loaded into this process.
@NullMarked
package dev.vitrine.picture.external;

import org.jspecify.annotations.NullMarked;
