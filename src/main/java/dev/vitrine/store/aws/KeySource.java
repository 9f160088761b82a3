package dev.vitrine.store.aws;

import dev.vitrine.store.SignIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Where the keys of a profile come from, as its lines say: those of the SDK itself make clients of their own for that,
/// which know neither our proxies nor whom a person trusts, and nobody to ask for a code.
final class KeySource implements AutoCloseable {
    private static final String SESSION_NAME = "vitrine";

    private final AccountServices services;
    private final AccountFiles files;
    private final List<Consumer<String>> forgetting = new ArrayList<>();
    private final List<SdkAutoCloseable> open = new ArrayList<>();
    private AwsCredentialsProvider keys = AnonymousCredentialsProvider.create();
    private Optional<SignIn> signIn = Optional.empty();

    private KeySource(AccountServices services, AccountFiles files) {
        this.services = services;
        this.files = files;
    }

    /// Of the profile alone where the connection names one, else of the usual search.
    static KeySource of(AwsProfile profile, AccountServices services, AccountFiles files) {
        var source = new KeySource(services, files);
        try {
            source.keys = services.settings().awsProfile().isBlank() ? source.found(profile) : source.keys(profile);
        } catch (SdkClientException e) {
            source.keys = () -> { // a library opens all the same, and says why it cannot ask for anything
                throw e;
            };
        }
        return source;
    }

    AwsCredentialsProvider keys() {
        return keys;
    }

    Optional<SignIn> signIn() {
        return signIn;
    }

    void forget(String sessionToken) {
        forgetting.forEach(each -> each.accept(sessionToken));
    }

    /// The order of the SDK. What a person signs in for is not passed over while nobody has: a machine that has
    /// keys of its own would act as somebody else.
    private AwsCredentialsProvider found(AwsProfile profile) {
        for (AwsCredentialsProvider given :
                List.of(SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create())) {
            if (hasKeys(given)) {
                return given;
            }
        }
        Optional<AwsCredentialsProvider> webIdentity = webIdentity();
        if (webIdentity.isPresent()) {
            return webIdentity.get();
        }
        AwsCredentialsProvider ofProfile = keys(profile);
        return signIn.isPresent()
                ? ofProfile
                : kept(AwsCredentialsProviderChain.of(
                        ofProfile,
                        kept(ContainerCredentialsProvider.builder().build()),
                        kept(InstanceProfileCredentialsProvider.create())));
    }

    private static boolean hasKeys(AwsCredentialsProvider provider) {
        try {
            provider.resolveCredentials();
            return true;
        } catch (SdkClientException _) {
            return false;
        }
    }

    private Optional<AwsCredentialsProvider> webIdentity() {
        String file = files.environment().getOrDefault("AWS_WEB_IDENTITY_TOKEN_FILE", "");
        String role = files.environment().getOrDefault("AWS_ROLE_ARN", "");
        String name = files.environment().getOrDefault("AWS_ROLE_SESSION_NAME", SESSION_NAME);
        return file.isBlank() || role.isBlank()
                ? Optional.empty()
                : Optional.of(webIdentity(file, role, name, region(Optional.empty())));
    }

    private AwsCredentialsProvider keys(AwsProfile profile) {
        if (profile.property("role_arn").isPresent()) {
            return role(profile);
        }
        if (profile.sso().isPresent()) {
            return sso(profile, profile.sso().get());
        }
        if (profile.login().isPresent()) {
            return login(profile, profile.login().get());
        }
        return kept(ProfileCredentialsProvider.builder()
                .profileFile(profile.file())
                .profileName(profile.name())
                .build());
    }

    private AwsCredentialsProvider role(AwsProfile profile) {
        String arn = profile.property("role_arn").orElse("");
        String name = profile.property("role_session_name").orElse(SESSION_NAME);
        Optional<String> token = profile.property("web_identity_token_file");
        if (token.isPresent()) {
            return webIdentity(token.get(), arn, name, region(Optional.of(profile)));
        }
        AssumeRoleRequest role = AssumeRoleRequest.builder()
                .roleArn(arn)
                .roleSessionName(name)
                .externalId(profile.property("external_id").orElse(null))
                .serialNumber(profile.device().orElse(null))
                .durationSeconds(profile.property("duration_seconds")
                        .filter(seconds -> seconds.matches("\\d{3,6}"))
                        .map(Integer::valueOf)
                        .orElse(null))
                .build();
        String region = region(Optional.of(profile));
        StsClient sts = services.sts(region, source(profile));
        if (profile.device().isPresent()) {
            var asking = new MfaRole(role, sts, failures(region));
            signIn = Optional.of(asking);
            forgetting.add(asking::forget);
            return asking;
        }
        return forgettable(
                new SessionKeys(() -> MfaRole.keys(sts.assumeRole(role).credentials())));
    }

    private AwsCredentialsProvider source(AwsProfile profile) {
        Optional<AwsProfile> other = profile.source();
        if (other.isEmpty()) {
            return switch (profile.property("credential_source").orElse("")) {
                case "Environment" -> EnvironmentVariableCredentialsProvider.create();
                case "EcsContainer" ->
                    kept(ContainerCredentialsProvider.builder().build());
                case "Ec2InstanceMetadata" -> kept(InstanceProfileCredentialsProvider.create());
                default ->
                    throw SdkClientException.create("The profile '" + profile.name()
                            + "' names a role, and neither a source_profile nor a credential_source.");
            };
        }
        AwsProfile named = other.get();
        if (named.section().isEmpty()) {
            throw SdkClientException.create("The profile '" + named.name() + "' is not there.");
        }
        boolean isOwn = named.name().equals(profile.name());
        if (!isOwn && named.chain().contains(profile)) {
            throw SdkClientException.create("The profiles '" + profile.name() + "' and '" + named.name()
                    + "' take their keys from one another.");
        }
        return isOwn ? fixed(named) : keys(named);
    }

    /// A profile with a role that takes its own keys for it.
    private static AwsCredentialsProvider fixed(AwsProfile profile) {
        return () -> AwsBasicCredentials.create(
                profile.property("aws_access_key_id").orElse(""),
                profile.property("aws_secret_access_key").orElse(""));
    }

    private AwsCredentialsProvider webIdentity(String file, String role, String name, String region) {
        return kept(StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(services.sts(region, AnonymousCredentialsProvider.create()))
                .roleArn(role)
                .roleSessionName(name)
                .webIdentityTokenFile(Path.of(file))
                .build());
    }

    private AwsCredentialsProvider sso(AwsProfile profile, SsoSession session) {
        var tokens =
                new SsoTokens(profile.command().orElse(""), session, files.ssoCache(), services.oidc(session.region()));
        SsoClient sso = services.sso(session.region());
        signIn = signIn.or(() -> Optional.of(new SsoSignIn(tokens, failures(session.region()))));
        return forgettable(new SessionKeys(() -> {
            String token = tokens.current();
            try {
                RoleCredentials given = sso.getRoleCredentials(ask -> ask.accountId(
                                        profile.property("sso_account_id").orElse(""))
                                .roleName(profile.property("sso_role_name").orElse(""))
                                .accessToken(token))
                        .roleCredentials();
                return AwsSessionCredentials.builder()
                        .accessKeyId(given.accessKeyId())
                        .secretAccessKey(given.secretAccessKey())
                        .sessionToken(given.sessionToken())
                        .expirationTime(Instant.ofEpochMilli(given.expiration()))
                        .build();
            } catch (UnauthorizedException e) {
                throw tokens.refuse(token, e);
            }
        }));
    }

    private AwsCredentialsProvider login(AwsProfile profile, String session) {
        String region = region(Optional.of(profile));
        var login = new LoginKeys(profile.command().orElse(""), session, files.loginCache(), services.signin(region));
        signIn = signIn.or(() -> Optional.of(new LoginSignIn(profile.name(), login, failures(region))));
        forgetting.add(login::forget);
        return login;
    }

    private SessionKeys forgettable(SessionKeys made) {
        forgetting.add(made::forget);
        return made;
    }

    /// Where a service that gives out keys is asked: a role is the same everywhere.
    private String region(Optional<AwsProfile> profile) {
        return profile.flatMap(each -> each.property("region"))
                .or(() -> files.region(services.settings()))
                .orElse("");
    }

    private AwsFailures failures(String region) {
        return AwsFailures.ofSignIn(services.settings(), region);
    }

    private <P extends AwsCredentialsProvider & SdkAutoCloseable> P kept(P provider) {
        open.add(provider);
        return provider;
    }

    @Override
    public void close() {
        open.forEach(SdkAutoCloseable::close);
        services.close();
    }
}
