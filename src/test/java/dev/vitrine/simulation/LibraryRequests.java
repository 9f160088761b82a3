package dev.vitrine.simulation;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.DirectClients;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What the program asks the cloud for when it makes a library. It is the same each time, so it is asked for once, and
/// each run repeats the requests as they went over the wire.
///
/// @param signed by the clock of the system, which is the only one that the SDK knows
record LibraryRequests(Instant signed, List<WireRequest> requests) {
    static final LibraryRequests RECORDED = recorded(DirectClients.SETTINGS);
    static final LibraryRequests RECORDED_OTHER = recorded(DirectClients.OTHER_SETTINGS);

    private static LibraryRequests recorded(AwsSettings settings) {
        Instant now = Instant.now();
        var requests = new ArrayList<WireRequest>();
        WireModel models = models(s3(InstantSource.system(), InstantSource.system()), new DynamoModel(() -> now));
        WireModel recording = request -> {
            requests.add(request);
            return models.answer(request);
        };
        try (AwsClients clients = DirectClients.over(settings, new DirectHttp(recording))) {
            DirectClients.setUp(clients, true);
        }
        return new LibraryRequests(now, List.copyOf(requests));
    }

    /// The two services at one address.
    static WireModel models(S3Model s3, DynamoModel dynamo) {
        return request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
    }

    static S3Model s3(InstantSource clock, InstantSource signing) {
        return new S3Model(clock, signing, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    }
}
