/// Links to images, for people without an account: how long, for what, with or without location, and as a code for a
/// camera.
///
/// A feature of `ui`: knows `support` alone. A local library has no links; the same card then says so and offers copies
/// instead.
@NullMarked
package dev.vitrine.ui.share;

import org.jspecify.annotations.NullMarked;
