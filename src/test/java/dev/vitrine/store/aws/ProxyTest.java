package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.AccountModel;
import dev.vitrine.cloud.LoopbackProxy;
import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.MadeCertificate;
import dev.vitrine.cloud.MadeCertificate.Wish;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Causes;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// A network that leads out through a proxy alone, which asks for a password and shows a certificate of its own.
@Timeout(60)
class ProxyTest {
    private static final String LOGIN = "al@ice:p:ss/ö%";
    private static final String TYPED = "al%40ice:p:ss%2F%C3%B6%25";

    @TempDir
    private Path folder;

    private AccountModel account;

    @AutoClose
    private LoopbackProxy proxy;

    private Path authorities;

    @BeforeEach
    void start() throws Exception {
        var s3 = new S3Model(Clock.systemUTC(), "test", "test");
        var dynamo = new DynamoModel(Clock.systemUTC());
        account = new AccountModel(
                request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request));
        MadeCertificate house = MadeCertificate.selfSigned(Wish.of("house").asAuthority());
        MadeCertificate server = house.sign(Wish.of("server", "*.vitrine.test"));
        proxy = new LoopbackProxy(LoopbackServer.start(account, server.server()), LOGIN);
        authorities = Files.writeString(folder.resolve("house.pem"), house.pem());
    }

    private Map<String, String> environment(String login) {
        return Map.of(
                "HTTPS_PROXY",
                "http://" + login + "127.0.0.1:" + proxy.port(),
                "AWS_CA_BUNDLE",
                authorities.toString());
    }

    private AwsClients clients(String profile, Map<String, String> environment) {
        AwsSettings settings = new AwsSettings(
                Optional.of(URI.create("https://s3.vitrine.test")),
                Optional.of(URI.create("https://rows.vitrine.test")),
                true,
                "us-east-1",
                profile,
                "bucket",
                "table",
                "",
                AwsSettings.Checksums.WHEN_REQUIRED,
                Duration.ofHours(1));
        String config = SignedInCloud.config(URI.create("https://keys.vitrine.test:" + proxy.port()))
                .replaceAll("(?m)^(\\w+) =\n  endpoint_url = .*$", "$1 =\n  endpoint_url = https://$1.vitrine.test")
                .replace("https://sso_oidc.", "https://oidc.");
        return AwsClients.open(
                settings,
                Optional.empty(),
                new LargeBodies(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Network.of(environment, Map.of(), new TrustedAuthorities.SystemFiles(List.of()))),
                new RetryPolicy(2, Duration.ofMillis(1)),
                SignedInCloud.files(config, folder, environment));
    }

    private void signIn(SignIn way) throws Exception {
        switch (way) {
            case SignIn.ByCode byCode -> byCode.enter(account.code());
            case SignIn.ByBrowser byBrowser -> {
                SignIn.Request begun = byBrowser.begin("");
                account.confirm();
                if (begun.code().isEmpty()) {
                    SignedInCloud.browse(account.agree(begun.page()));
                }
                byBrowser.await(begun);
            }
        }
    }

    private static void use(AwsClients clients) {
        AwsFailures.ofBucket(clients.settings())
                .run("making a bucket", () -> clients.s3().createBucket(create -> create.bucket("bucket")));
        useRows(clients);
    }

    private static void useRows(AwsClients clients) {
        AwsFailures.ofTables(clients.settings())
                .run("looking for tables", () -> clients.dynamo().listTables());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role | rows s3 sts",
                "plain | rows s3 sts",
                "museum | oidc rows s3 sso",
                "console | rows s3 signin",
                "behind | oidc rows s3 sso sts"
            })
    void everyServiceIsReachedThroughItAndBelieved(String profile, String hosts) throws Exception {
        try (AwsClients clients = clients(profile, environment(TYPED + "@"))) {
            if (clients.signIn().isPresent()) {
                signIn(clients.signIn().get());
            }
            use(clients);
        }
        var reached = new TreeSet<String>();
        proxy.passed().keySet().forEach(host -> reached.add(host.replace(".vitrine.test", "")));
        assertEquals(hosts, String.join(" ", reached));
    }

    /// What the SDK would do by clients of its own, past every proxy.
    @Test
    void aTokenIsRenewedThroughIt() throws Exception {
        account.signInsLive(Duration.ofMinutes(1));
        try (AwsClients clients = clients("museum", environment(TYPED + "@"))) {
            signIn(clients.signIn().orElseThrow());
            assertEquals(Optional.empty(), clients.signIn().orElseThrow().endsAt());
            use(clients);
            account.endSessions();
            assertThrows(ImageException.Denied.class, () -> useRows(clients));
            useRows(clients);
        }
        assertTrue(
                account.asked().stream()
                                .filter(asked -> asked.contains("refresh_token"))
                                .count()
                        >= 2,
                account.asked().toString());
        assertTrue(proxy.passed().containsKey("oidc.vitrine.test"));
    }

    /// Bodies that are sent while they are read cannot be sent a second time.
    @Test
    void unencryptedRequestsBringThePasswordAtOnce() throws Exception {
        URI plain = LoopbackServer.start(account);
        var settings =
                AwsSettings.ofEndpoint(URI.create("http://192.168.77.1:9000")).withNames("bucket", "table", "");
        try (var house = new LoopbackProxy(plain, LOGIN);
                AwsClients clients = AwsClients.open(
                        settings,
                        Optional.of(AwsServers.KEYS),
                        new LargeBodies(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Network.of(Map.of("HTTP_PROXY", "http://" + TYPED + "@127.0.0.1:" + house.port()))),
                        new RetryPolicy(2, Duration.ofMillis(1)))) {
            use(clients);
            clients.s3().putObject(put -> put.bucket("bucket").key("large"), RequestBody.fromBytes(new byte[300_000]));
            assertEquals(List.of(), house.refused());
            assertTrue(
                    house.passed().containsKey("192.168.77.1"), house.passed().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "bob:wrong-secret@"})
    void aProxyThatWantsAnotherPasswordSaysSoAndNeverShowsIt(String login) {
        try (AwsClients clients = clients("plain", environment(login))) {
            var requested = assertThrows(ImageException.class, () -> use(clients));
            assertEquals(
                    "The proxy wants another user name and password. Write them into HTTPS_PROXY as in http://name:password@proxy.example.org:3128, with %40 for @ and so on.",
                    requested.getMessage());
            assertTrue(requested.passes(), "what waits goes on later");
            assertTrue(proxy.refused().size() <= 4, proxy.refused().toString());
            for (Throwable cause = requested; cause != null; cause = cause.getCause()) {
                assertFalse(cause.toString().contains("secret"), cause.toString());
            }
        }
        assertEquals(Map.of(), new HashMap<>(proxy.passed()));
    }

    @Test
    void anAddressThatIsNoneShowsNoPassword() {
        var network = Network.of(Map.of("HTTPS_PROXY", "http://bob:secret@a b:1"));
        var none =
                assertThrows(ImageException.Invalid.class, () -> network.proxy(URI.create("https://s3.vitrine.test")));
        assertTrue(Causes.first(none, URISyntaxException.class).isEmpty());
        assertFalse(none.toString().contains("secret"));
    }
}
