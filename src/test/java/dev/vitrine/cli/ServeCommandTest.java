package dev.vitrine.cli;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class ServeCommandTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    @Test
    void itPrintsWhereItListensAndServesUntilItIsStopped() throws Exception {
        var code = new AtomicReference<Integer>();
        Thread serving = Thread.ofPlatform().start(() -> code.set(run(Map.of(), "--port", "0")));
        await(() -> out.toString().startsWith("Listening on http://127.0.0.1:")
                && out.toString().endsWith(System.lineSeparator()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI list = URI.create(out.toString().strip().substring("Listening on ".length()) + "/images");
            assertEquals(
                    "{\"images\":[],\"count\":0,\"has_more\":false}",
                    client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
        serving.interrupt();
        serving.join();
        assertEquals(0, code.get());
        assertEquals(
                "Stopping: requests under way are answered first.",
                err.toString().strip());
    }

    @Test
    void theTokenComesFromAFileOrTheEnvironment() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "short\nmore\n");
        assertRefused("The token must have at least 16 characters.", Map.of(), "--token-file", file.toString());
        assertRefused("The token must have at least 16 characters.", Map.of("VITRINE_TOKEN", "short"));
        assertRefused(
                "“" + home.resolve("none") + "” could not be read",
                Map.of(),
                "--token-file",
                home.resolve("none").toString());
        assertRefused(
                "“" + Files.writeString(file, "\n") + "” holds no token", Map.of(), "--token-file", file.toString());
    }

    @Test
    void whatCannotBeRightIsRefusedBeforeAnythingOpens() throws IOException {
        assertRefused(
                "“0.0.0.0” can be reached from other machines, so it needs a token", Map.of(), "--host", "0.0.0.0");
        assertRefused(
                "PRESIGNED_URL_EXPIRATION is not a number of seconds: “soon”.",
                Map.of("PRESIGNED_URL_EXPIRATION", "soon"));
        assertRefused("A link must live for at least a second.", Map.of("PRESIGNED_URL_EXPIRATION", "0"));
        assertRefused("The port is a number up to 65535", Map.of(), "--port", "65536");
        assertTrue(Files.notExists(home.resolve("library")));
    }

    @Test
    void whatAProxyOffersNeedsATokenOrAKnowingWord() {
        assertRefused(
                "What a proxy offers as “https://pictures.example” can be reached from other machines, so it needs a token",
                Map.of(),
                "--port",
                "0",
                "--public-url",
                "https://pictures.example");
        for (String noBeginning : List.of("ftp://pictures.example", "pictures.example", "https://x.example/?a=b")) {
            assertRefused(
                    "“" + noBeginning + "” cannot be the beginning of a link.",
                    Map.of(),
                    "--port",
                    "0",
                    "--open",
                    "--public-url",
                    noBeginning);
        }
    }

    /// The other commands refuse both, too: a folder of photographs must not become a library by looking at it.
    @Test
    void aFolderThatIsNoLibraryIsNotMadeOne() throws IOException {
        Path photographs = Files.createDirectory(home.resolve("photographs"));
        Files.writeString(photographs.resolve("holiday.txt"), "mine");
        Path mistyped = home.resolve("mistyped");
        for (Path folder : List.of(photographs, mistyped)) {
            assertRefused(
                    "“" + folder + "” is not a library.", Map.of(), "--port", "0", "--library", folder.toString());
        }
        assertEquals(List.of(photographs.resolve("holiday.txt")), FolderContent.in(photographs));
        assertTrue(Files.notExists(mistyped));
    }

    @Test
    void aTakenPortSaysSo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be had: another program has it.",
                    Map.of(),
                    "--port",
                    "" + taken.getLocalPort());
        }
    }

    private void assertRefused(String start, Map<String, String> environment, String... args) {
        failure.set(null);
        run(environment, args);
        String message =
                Optional.ofNullable(failure.get()).map(Exception::getMessage).orElse("it ran");
        assertInstanceOf(ImageException.class, failure.get(), message);
        assertTrue(
                message.startsWith(start) || start.endsWith("could not be read") && message.contains("no longer there"),
                message);
    }

    private int run(Map<String, String> environment, String... args) {
        var connections = new Connections(AppFolders.inOne(home), new HashMap<>());
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        var line = new CommandLine(new ServeCommand(new CommandContext(connections, terminal), environment));
        line.setExecutionExceptionHandler((e, _, _) -> {
            failure.set(e);
            return 1;
        });
        return line.execute(args);
    }
}
