package dev.vitrine.store.aws;

import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.CloudUsage;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The SDK clients of one library, over one HTTP client. Building them takes about a second when the SDK is cold: keep
/// it off the window's thread.
///
/// Requests are repeated by [RequestRetries]; whatever remains goes through [AwsFailures].
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AwsSettings settings;
    private final RetryPolicy retryPolicy;
    private final Optional<String> region;
    private final Optional<ProfileCredentials> found;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final S3Client s3;
    private final WriteConditions writeConditions;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final S3Presigner presigner;
    private final CloudUsage use;
    private final boolean isOnAws;

    /// @param keys typed by the person, or empty for the AWS profile and the SDK's usual search
    public static AwsClients open(AwsSettings settings, Optional<AwsKeys> keys) {
        return open(settings, keys, http(settings), RetryPolicy.REQUEST, AccountFiles.usual());
    }

    static SdkHttpClient http(AwsSettings settings) {
        return new LargeBodies(CONNECT, ANSWER, network(settings));
    }

    private static Network network(AwsSettings settings) {
        return Network.of(System.getenv(), settings.trustedCertificates(), TrustedAuthorities.SystemFiles.USUAL);
    }

    /// Reaches each server that is named and encrypts, and says nothing to it: the certificates that a person would
    /// have to answer for. A server that cannot be reached has none.
    public static List<ServerCertificate> doubtful(AwsSettings settings) {
        Network network = network(settings);
        return Stream.of(settings.s3Endpoint(), settings.otherDynamoEndpoint())
                .flatMap(Optional::stream)
                .filter(endpoint -> endpoint.getScheme().equals("https"))
                .map(endpoint -> network.doubtful(endpoint, CONNECT))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Asks for the code that the keys of this place want, if they want one and none was given yet. What it opens
    /// is good for all clients of this process.
    public static void askForCode(AwsSettings settings, Consumer<SignIn.ByCode> question) {
        askForCode(settings, question, AccountFiles.usual());
    }

    static void askForCode(AwsSettings settings, Consumer<SignIn.ByCode> question, AccountFiles files) {
        if (!files.profile(settings).wantsCode()) {
            return;
        }
        try (SdkHttpClient http = http(settings);
                var keys = new ProfileCredentials(settings, http, RetryPolicy.REQUEST, files)) {
            if (keys.signIn().filter(SignIn::isMissing).orElse(null) instanceof SignIn.ByCode way) {
                question.accept(way);
            }
        }
    }

    /// In which region settings are used, whoever names it. Asks nobody.
    public static Optional<String> regionOf(AwsSettings settings) {
        return AwsFailures.ofBucket(settings)
                .guard("reading the profile", () -> AccountFiles.usual().region(settings));
    }

    /// For tests: another way to send, other retries.
    static AwsClients open(AwsSettings settings, Optional<AwsKeys> keys, SdkHttpClient http, RetryPolicy retryPolicy) {
        return open(settings, keys, http, retryPolicy, AccountFiles.usual());
    }

    /// For tests: other accounts, too.
    static AwsClients open(
            AwsSettings settings,
            Optional<AwsKeys> keys,
            SdkHttpClient http,
            RetryPolicy retryPolicy,
            AccountFiles files) {
        return AwsFailures.ofBucket(settings)
                .guard("opening the connection", () -> new AwsClients(settings, keys, http, retryPolicy, files));
    }

    private AwsClients(
            AwsSettings settings,
            Optional<AwsKeys> keys,
            SdkHttpClient http,
            RetryPolicy retryPolicy,
            AccountFiles files) {
        this.settings = settings;
        this.retryPolicy = retryPolicy;
        this.http = http;
        region = files.region(settings);
        found = keys.isPresent()
                ? Optional.empty()
                : Optional.of(new ProfileCredentials(settings, http, retryPolicy, files));
        credentials = keys.map(AwsClients::provider).orElseGet(found::orElseThrow);
        ClientOverrideConfiguration.Builder config = ClientOverrideConfiguration.builder()
                .retryStrategy(RequestRetries.by(retryPolicy, AwsFailures.ofBucket(settings)))
                .defaultProfileFileSupplier(files.profiles());
        isOnAws = settings.isOnAws() && !files.nameServers(settings);
        use = new CloudUsage(isOnAws ? region : Optional.empty(), settings.uploadClass());
        config.addExecutionInterceptor(new UsageCounter(use, isOnAws));
        config.addExecutionInterceptor(new ForeignPages());
        config.addExecutionInterceptor(new WholeAnswers());
        config.addExecutionInterceptor(new HeadRefusals(this::s3));
        found.ifPresent(signing -> config.addExecutionInterceptor(new ExpiredTokens(signing::forget)));
        if (!settings.awsProfile().isBlank()) {
            config.defaultProfileName(settings.awsProfile()); // its endpoints too
        }
        s3 = configured(S3Client.builder(), config, settings.s3Endpoint())
                .httpClient(http)
                .forcePathStyle(settings.pathStyle())
                .putAuthScheme(ChecksumSigner.scheme())
                .requestChecksumCalculation(requestChecksums())
                .responseChecksumValidation(responseChecksums())
                .build();
        writeConditions = new WriteConditions(s3, settings.bucket());
        dynamo = configured(DynamoDbClient.builder(), config, settings.dynamoEndpoint())
                .httpClient(new CompressedAnswers(http))
                .build();
        streams = configured(DynamoDbStreamsClient.builder(), config, settings.dynamoEndpoint())
                .httpClient(http)
                .build();
        presigner = configuredPresigner();
    }

    AwsSettings settings() {
        return settings;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    WriteConditions writeConditions() {
        return writeConditions;
    }

    S3Client s3() {
        return s3;
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    S3Presigner presigner() {
        return presigner;
    }

    /// What was asked with these clients so far.
    public CloudUsage use() {
        return use;
    }

    /// Neither the connection nor its profile nor the environment names another server.
    boolean isOnAws() {
        return isOnAws;
    }

    /// How a person signs in for the keys that are used here; empty where nobody has to.
    public Optional<SignIn> signIn() {
        return found.flatMap(ProfileCredentials::signIn);
    }

    AwsCredentials credentials() {
        return credentials.resolveCredentials();
    }

    @Override
    public void close() {
        List.of(presigner, streams, dynamo, s3).forEach(SdkAutoCloseable::close);
        found.ifPresent(ProfileCredentials::close);
        http.close();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, ClientOverrideConfiguration.Builder config, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        region.map(Region::of).ifPresent(builder::region);
        return builder.credentialsProvider(credentials).overrideConfiguration(config.build());
    }

    private S3Presigner configuredPresigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .credentialsProvider(credentials)
                .region(s3.serviceClientConfiguration().region())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        settings.s3Endpoint()
                .or(() -> s3.serviceClientConfiguration().endpointOverride())
                .ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private RequestChecksumCalculation requestChecksums() {
        return switch (settings.checksums()) {
            case WHEN_SUPPORTED -> RequestChecksumCalculation.WHEN_SUPPORTED;
            case WHEN_REQUIRED -> RequestChecksumCalculation.WHEN_REQUIRED;
        };
    }

    private ResponseChecksumValidation responseChecksums() {
        return switch (settings.checksums()) {
            case WHEN_SUPPORTED -> ResponseChecksumValidation.WHEN_SUPPORTED;
            case WHEN_REQUIRED -> ResponseChecksumValidation.WHEN_REQUIRED;
        };
    }

    private static AwsCredentialsProvider provider(AwsKeys keys) {
        if (keys.equals(AwsKeys.NOT_TYPED)) {
            return () -> {
                throw SdkClientException.create(KeyFailures.KEYS_WANTED);
            };
        }
        return StaticCredentialsProvider.create(typed(keys));
    }

    private static AwsCredentials typed(AwsKeys keys) {
        return keys.sessionToken().isBlank()
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }
}
