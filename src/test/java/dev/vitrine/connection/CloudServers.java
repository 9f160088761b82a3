package dev.vitrine.connection;

import dev.vitrine.store.aws.AwsServers;
import java.util.Optional;

/// The S3 and DynamoDB of the tests, as a person would type them.
public final class CloudServers {
    public static final Optional<TypedKeys> KEYS = Optional.of(new TypedKeys(
            AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey(), AwsServers.KEYS.sessionToken()));

    private CloudServers() {}

    /// Names that no other test uses; nothing is made yet.
    public static CloudPlace place() {
        return CloudPlace.of(new ConnectionProfile.Cloud(AwsServers.settings()));
    }

    /// A library as “Set up” makes it.
    public static CloudPlace library() {
        CloudPlace place = place();
        try (ConnectionCheck check = ConnectionCheck.open(place, KEYS)) {
            check.setUp(check.look().planned(), _ -> {});
        }
        return place;
    }
}
