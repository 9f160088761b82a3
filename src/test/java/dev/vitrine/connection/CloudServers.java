package dev.vitrine.connection;

import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.util.Optional;

/// The S3 and DynamoDB of the tests, as a person would type them.
public final class CloudServers {
    public static final Optional<AwsKeys> KEYS = Optional.of(AwsServers.KEYS);

    private CloudServers() {}

    /// A library as “Set up” makes it.
    public static AwsSettings library() {
        AwsSettings settings = AwsServers.settings();
        try (ConnectionCheck check = ConnectionCheck.open(settings, KEYS)) {
            check.setUp(check.look().planned(), _ -> {});
        }
        return settings;
    }
}
