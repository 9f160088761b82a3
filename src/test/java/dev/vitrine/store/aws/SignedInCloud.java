package dev.vitrine.store.aws;

import dev.vitrine.cloud.AccountModel;
import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/// A library that is signed in to by one of the ways of AWS, and the services that give out its keys: servers of
/// loopback, and a configuration that leads to them.
public final class SignedInCloud {
    private final AccountModel account;
    private final AccountFiles files;
    private final AwsSettings settings;

    /// @param profile `museum` by single sign-on, `role` by a code, `console` by `aws login`, `plain` by a role
    ///   alone
    /// @param folder for what a sign-in leaves
    public SignedInCloud(String profile, Path folder) throws IOException {
        var keys = AwsServers.KEYS;
        var s3 = new S3Model(Clock.systemUTC(), keys.accessKeyId(), keys.secretAccessKey());
        var dynamo = new DynamoModel(Clock.systemUTC());
        account = new AccountModel(
                request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request));
        URI address = LoopbackServer.start(account);
        files = files(config(address), folder, Map.of());
        AwsSettings where = AwsServers.settings(address, address);
        AwsServers.library(where).close();
        settings = new AwsSettings(
                where.s3Endpoint(),
                where.dynamoEndpoint(),
                true,
                "us-east-1",
                profile,
                where.bucket(),
                where.table(),
                where.trashTable(),
                where.checksums(),
                where.linkExpiry());
    }

    /// Asks the bucket something.
    static void request(AwsClients clients) {
        AwsFailures.ofBucket(clients.settings())
                .run(
                        "looking",
                        () -> clients.s3()
                                .headBucket(
                                        head -> head.bucket(clients.settings().bucket())));
    }

    static AccountFiles files(String config, Path folder, Map<String, String> environment) {
        ProfileFile profiles = ProfileFile.builder()
                .content(config)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return new AccountFiles(
                ProfileFileSupplier.fixedProfileFile(profiles),
                folder.resolve("sso"),
                folder.resolve("login"),
                environment);
    }

    static String config(URI address) {
        // The code of the device is the account's of this test alone: another test has another role.
        String role = "arn:aws:iam::123456789012:role/r" + address.getPort();
        return """
                [profile museum]
                sso_session = my-sso
                sso_account_id = 123456789012
                sso_role_name = Curator
                services = here
                [profile console]
                login_session = %1$s
                region = eu-central-1
                services = here
                [profile alice]
                aws_access_key_id = test
                aws_secret_access_key = test
                [profile role]
                role_arn = %2$s
                mfa_serial = arn:aws:iam::123456789012:mfa/alice
                source_profile = alice
                services = here
                [profile plain]
                role_arn = %2$s
                source_profile = alice
                services = here
                [profile behind]
                role_arn = %2$s
                source_profile = museum
                services = here
                [sso-session my-sso]
                sso_region = eu-central-1
                sso_start_url = https://museum.awsapps.com/start
                [services here]
                sts =
                  endpoint_url = %3$s
                sso =
                  endpoint_url = %3$s
                sso_oidc =
                  endpoint_url = %3$s
                signin =
                  endpoint_url = %3$s
                """.formatted(AccountModel.USER, role, address);
    }

    public AccountModel account() {
        return account;
    }

    public AwsSettings settings() {
        return settings;
    }

    AccountFiles files() {
        return files;
    }

    AwsClients clients() {
        return clients(Duration.ofSeconds(30));
    }

    /// @param answer how long one is waited for
    AwsClients clients(Duration answer) {
        return AwsClients.open(
                settings,
                Optional.empty(),
                new LargeBodies(Duration.ofSeconds(5), answer),
                new RetryPolicy(2, Duration.ofMillis(1)),
                files);
    }

    /// Wired as the program wires one.
    public CloudTestLibrary library(Path folder) throws IOException {
        return CloudTestLibrary.of(clients(), settings, folder);
    }

    /// The same, of somebody who does not wait for long.
    public CloudTestLibrary hurriedLibrary(Path folder) throws IOException {
        return CloudTestLibrary.of(clients(Duration.ofMillis(300)), settings, folder);
    }

    /// A person signs in, in whichever way it is.
    public void signIn() throws Exception {
        try (AwsClients clients = clients()) {
            signIn(clients.signIn().orElseThrow());
        }
    }

    /// The same, of somebody's clients.
    public void signIn(SignIn way) throws Exception {
        switch (way) {
            case SignIn.ByCode byCode -> byCode.enter(account.code());
            case SignIn.ByBrowser byBrowser -> {
                SignIn.Request begun = byBrowser.begin("Thanks.");
                account.confirm();
                if (begun.code().isEmpty()) {
                    browse(account.agree(begun.page()));
                }
                byBrowser.await(begun);
            }
        }
    }

    /// @return what the page says
    static String browse(URI page) throws IOException {
        try (var in = page.toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
