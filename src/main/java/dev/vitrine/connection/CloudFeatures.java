package dev.vitrine.connection;

import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.RowsPublisher;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.SignIn;
import dev.vitrine.store.SourceBucket;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What only a cloud library has.
///
/// @param published copies of all rows in the bucket
/// @param publisher makes them, by itself in a library that is followed
/// @param signIn where the connection's profile signs in by a browser
/// @param lookAgain tries out whether what was refused is allowed by now; blocks
/// @param buckets opens another bucket of the same server and account by its name, to be read; blocks
/// @param kept originals on this machine
/// @param choose which images are kept on this machine, from the next opening on
/// @param use what all of this asked of the service since it was opened
public record CloudFeatures(
        MirrorSync mirror,
        PublishedRows published,
        RowsPublisher publisher,
        ObjectLinks links,
        Optional<SignIn> signIn,
        Runnable lookAgain,
        Function<String, SourceBucket> buckets,
        CloudUsage use,
        OriginalCache kept,
        Consumer<MirrorScope> choose) {
    /// Of the library's region; empty where it is not on AWS.
    public Optional<AwsPrices> prices() {
        return use.region().map(AwsPrices::of);
    }
}
