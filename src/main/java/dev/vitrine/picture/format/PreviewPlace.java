package dev.vitrine.picture.format;

/// Where in a file a smaller picture of it may be, as a JPEG of its own.
record PreviewPlace(long at, long size) {}
