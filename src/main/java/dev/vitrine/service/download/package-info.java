/// Downloads of many images: as files under names by a pattern, or as one ZIP.
///
/// On the floor of `service`, above [dev.vitrine.service.download.Downloads], which fetches and checks a single one.
/// Only checked bytes are ever given a name or put into an archive, so a run may be stopped at any moment without
/// leaving half of something.
@NullMarked
package dev.vitrine.service.download;

import org.jspecify.annotations.NullMarked;
