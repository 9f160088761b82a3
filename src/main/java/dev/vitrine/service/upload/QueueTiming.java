package dev.vitrine.service.upload;

import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.store.RetryPolicy;
import java.util.Optional;

/// How patient a queue is.
///
/// @param retryPolicy how often a request is tried
/// @param probes how often it is looked whether a trouble has passed that holds the whole queue; empty when items fail
///   for it instead
/// @param rhythm how often watched folders are looked through
record QueueTiming(RetryPolicy retryPolicy, Optional<RetryPolicy> probes, FolderWatch.Rhythm rhythm) {
    static final QueueTiming USUAL =
            new QueueTiming(RetryPolicy.USUAL, Optional.of(Outage.USUAL), FolderWatch.Rhythm.USUAL);
}
