package dev.vitrine.store.aws;

import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A library that one account made and another may only do some things with.
public final class ReadersCloud {
    private final Policy bytes;
    private final Policy rows;
    private final AwsSettings settings;

    /// Everything is allowed until [#deny].
    public ReadersCloud() throws IOException {
        var keys = AwsServers.KEYS;
        bytes = new Policy(new S3Model(Clock.systemUTC(), keys.accessKeyId(), keys.secretAccessKey()), _ -> false);
        rows = new Policy(new DynamoModel(Clock.systemUTC()), _ -> false);
        settings = AwsServers.settings(LoopbackServer.start(bytes), LoopbackServer.start(rows));
        AwsServers.library(settings).close();
    }

    public AwsSettings settings() {
        return settings;
    }

    /// @param operations by name, see [Policy]
    public void deny(Predicate<String> operations) {
        bytes.deny(operations);
        rows.deny(operations);
    }

    public List<String> refused() {
        var refused = new ArrayList<>(bytes.refused());
        refused.addAll(rows.refused());
        return refused;
    }
}
