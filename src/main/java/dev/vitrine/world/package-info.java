/// What the program takes from the world and cannot decide: what time it is, how long a wait lasts, chance, and which
/// thread runs next.
///
/// Below everything else. Asked where it is needed ([World#here]) instead of handed through every constructor; a test
/// puts threads into another world, and whatever they start stays in it.
@NullMarked
package dev.vitrine.world;

import org.jspecify.annotations.NullMarked;
