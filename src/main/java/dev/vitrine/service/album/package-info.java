/// Albums: who is in one is a tag, in the rows; their order, cover and description lie in a small file of the library.
///
/// Above `service`, which knows nothing of it. A file is only ever changed by an act that is made again on whatever
/// others have made of it meanwhile, so that no act of anybody is lost; and nothing of an image depends on it.
@NullMarked
package dev.vitrine.service.album;

import org.jspecify.annotations.NullMarked;
