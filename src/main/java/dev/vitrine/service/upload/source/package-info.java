/// Where uploaded bytes come from: folders that are scanned, pasted pictures, and the limit on how fast they are read.
///
/// Above `service.upload.item`.
@NullMarked
package dev.vitrine.service.upload.source;

import org.jspecify.annotations.NullMarked;
