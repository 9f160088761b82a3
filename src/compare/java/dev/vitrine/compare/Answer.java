package dev.vitrine.compare;

/// What has to be the same of all engines.
///
/// @param firstIds how many of the first hundred there are
/// @param mostTagged images with the most frequent tag, in a library that is filtered by no tag
record Answer(int images, int firstIds, int mostTagged) {}
