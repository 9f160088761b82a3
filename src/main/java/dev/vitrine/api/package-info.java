/// The REST contract of the image storage service, over the same service as the window and the command line.
///
/// A front door: it knows `connection` and what is below, and no other front door. The HTTP server is the JDK's own: it
/// adds nothing to the download, where Javalin adds 21 jars and 5.8 MB, starts in a third of Javalin's time, and takes
/// any executor, here virtual threads. What it lacks is little and is here: routes, limits, deadlines
/// ([SlowClientGuard]).
@NullMarked
package dev.vitrine.api;

import org.jspecify.annotations.NullMarked;
