package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.signin.SigninClient;
import software.amazon.awssdk.services.signin.endpoints.SigninEndpointProvider;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The services of AWS that give out keys, reached as the library itself is: through the same proxy, believing the same
/// certificates. An endpoint of theirs that the profile or the environment names is theirs, too.
final class AccountServices implements AutoCloseable {
    private static final String ANYWHERE = "us-east-1";

    private final AwsSettings settings;
    private final SdkHttpClient http;
    private final RetryPolicy retryPolicy;
    private final AwsProfile profile;
    private final List<SdkAutoCloseable> open = new ArrayList<>();

    AccountServices(AwsSettings settings, SdkHttpClient http, RetryPolicy retryPolicy, AwsProfile profile) {
        this.settings = settings;
        this.http = http;
        this.retryPolicy = retryPolicy;
        this.profile = profile;
    }

    AwsSettings settings() {
        return settings;
    }

    /// @param region `""` for any
    StsClient sts(String region, AwsCredentialsProvider source) {
        return made(StsClient.builder(), region, source);
    }

    SsoClient sso(String region) {
        return made(SsoClient.builder(), region, AnonymousCredentialsProvider.create());
    }

    SsoOidcClient oidc(String region) {
        return made(SsoOidcClient.builder(), region, AnonymousCredentialsProvider.create());
    }

    /// @param region `""` for any
    SigninClient signin(String region) {
        return made(SigninClient.builder(), region, AnonymousCredentialsProvider.create());
    }

    /// Where pages and tokens of `aws login` come from.
    static URI address(SigninClient client) {
        return client.serviceClientConfiguration()
                .endpointOverride()
                .orElseGet(() -> SigninEndpointProvider.defaultProvider()
                        .resolveEndpoint(asked ->
                                asked.region(client.serviceClientConfiguration().region()))
                        .join()
                        .endpointUrl()
                        .toUri());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C made(
            B builder, String region, AwsCredentialsProvider credentials) {
        String known = region.isBlank() ? ANYWHERE : region;
        C client = builder.httpClient(http)
                .region(Region.of(known))
                .credentialsProvider(credentials)
                .overrideConfiguration(config -> config.defaultProfileName(profile.name())
                        .defaultProfileFile(profile.file())
                        .retryStrategy(RequestRetries.by(retryPolicy, AwsFailures.ofSignIn(settings, known))))
                .build();
        open.add(client);
        return client;
    }

    @Override
    public void close() {
        open.forEach(SdkAutoCloseable::close);
    }
}
