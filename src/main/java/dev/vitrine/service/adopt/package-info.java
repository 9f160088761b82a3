/// Makes images of a library out of what lies in another bucket, without sending the bytes anywhere.
///
/// Nothing is written down on the way: the id of an image follows from the object that it is made of, so the next
/// run finds what the one before had done, wherever that was cut short. The source is only read. Floor: service.
@NullMarked
package dev.vitrine.service.adopt;

import org.jspecify.annotations.NullMarked;
