package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection whose keys were typed in the window, on a machine where other keys can be found.
@Timeout(60)
class TypedKeysTest {
    private static final String OTHERS = "AKIASOMEBODYELSE";

    @TempDir
    private Path folder;

    private final Queue<String> signatures = new ConcurrentLinkedQueue<>();
    private HttpServer service;

    @BeforeEach
    void begin() throws IOException {
        System.setProperty("aws.accessKeyId", OTHERS);
        System.setProperty("aws.secretAccessKey", "somebody-elses-secret");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        service.start();
        AwsSettings place = AwsSettings.ofEndpoint(
                        URI.create("http://127.0.0.1:" + service.getAddress().getPort()))
                .withNames("photos", "rows", "");
        line().connections.save("team", place, Optional.of(new AwsKeys("AKIATYPED", "typed", "")), "");
        Files.write(folder.resolve("a.jpg"), SampleImages.jpeg(32, 24, Color.RED));
    }

    @AfterEach
    void end() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        service.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --query x",
                "get x",
                "delete x --permanently --yes",
                "restore x",
                "tags",
                "users",
                "setup --check",
                "setup --yes",
                "doctor",
                "upload a.jpg --user u",
                "serve --port 0"
            })
    void keysFoundOnThisMachineDoNotTakeTheirPlace(String command) {
        Ended ended = run(command);
        assertEquals(ExitCode.DENIED, ended.code(), ended.out() + ended.err());
        assertTrue(ended.err().contains("--keys-from-environment"), ended.err());
        assertEquals(0, signatures.size(), () -> signatures.toString());
    }

    @Test
    void askedForTheySign() {
        run("list --keys-from-environment");
        assertTrue(signatures.stream().allMatch(each -> each.contains(OTHERS)), signatures.toString());
        assertTrue(!signatures.isEmpty());
    }

    private Ended run(String command) {
        String[] words =
                (command.replace("a.jpg", folder.resolve("a.jpg").toString()) + " --connection team").split(" ");
        return line().run(words);
    }

    private TypedLine line() {
        return new TypedLine(folder.resolve("home"));
    }
}
