package dev.vitrine.store.aws;

import dev.vitrine.world.World;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Keys that live for an hour or so, and are asked for again before they end.
final class SessionKeys implements AwsCredentialsProvider {
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Supplier<AwsSessionCredentials> giver;
    private @Nullable AwsSessionCredentials given;

    SessionKeys(Supplier<AwsSessionCredentials> giver) {
        this.giver = giver;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsSessionCredentials last = given;
        if (last != null && lives(last, EARLY)) {
            return last;
        }
        try {
            given = giver.get();
            return given;
        } catch (RuntimeException e) {
            if (last != null && lives(last, Duration.ZERO)) {
                return last; // and the next request tries again
            }
            throw e;
        }
    }

    private static boolean lives(AwsSessionCredentials keys, Duration longer) {
        return keys.expirationTime()
                .filter(World.here().now().plus(longer)::isBefore)
                .isPresent();
    }

    /// A service takes the keys with this token no more, though they should be good.
    synchronized void forget(String sessionToken) {
        if (given != null && given.sessionToken().equals(sessionToken)) {
            given = null;
        }
    }
}
