package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack for tests, the last version that needs no account.
public final class LocalStack {
    private LocalStack() {}

    public static LocalStackContainer container() {
        return new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
                .withServices("s3", "dynamodb", "dynamodbstreams");
    }

    /// Names that no other test uses, on a running container.
    public static AwsSettings settings(LocalStackContainer running) {
        URI endpoint = running.getEndpoint();
        return AwsServers.settings(endpoint, endpoint);
    }
}
