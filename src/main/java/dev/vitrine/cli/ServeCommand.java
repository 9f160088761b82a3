package dev.vitrine.cli;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.api.RestServer;
import dev.vitrine.api.ServerSettings;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vitrine serve`: offers a library over HTTP until it is told to stop. Its help is among the texts of the command
/// line.
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
    private static final String TOKEN = "VITRINE_TOKEN";
    private static final String EXPIRATION = "PRESIGNED_URL_EXPIRATION";
    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);
    private static final long MEGABYTE = 1_000_000;

    private final CommandContext context;
    private final Map<String, String> environment;

    @Mixin
    private LibraryChoice choice;

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1")
    private String host = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
    private int port;

    @Option(names = "--token-file", paramLabel = "FILE")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--open")
    private boolean open;

    @Option(names = "--public-url", paramLabel = "URL")
    private Optional<URI> publicUrl = Optional.empty();

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200")
    private int rate;

    @Option(names = "--max-upload", paramLabel = "MB", defaultValue = "500")
    private int maxUpload;

    /// @param environment may name the token and how long links work
    ServeCommand(CommandContext context, Map<String, String> environment) {
        this.context = context;
        this.environment = Map.copyOf(environment);
    }

    /// Serves until the thread is interrupted, as Ctrl+C and the end of the session do; then the requests in flight
    /// are answered first.
    @Override
    public Integer call() {
        Connection connection = choice.toServe(context.connections());
        ServerSettings settings = settings(connection.profile());
        choice.askForCode(context);
        try (Library library = Library.open(
                        OpenOptions.of(connection, context.connections().folders())
                                .direct());
                RestServer server = RestServer.start(library, settings)) {
            context.terminal().out().println("Listening on " + server.address());
            context.terminal().out().flush();
            LibraryChoice.sayUnknownOriginals(library, context.terminal());
            waitForInterrupt();
        }
        return 0;
    }

    private void waitForInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            context.terminal().note("serve.stopping");
            context.terminal().err().flush();
            // That is what ends it. The flag stays down, or closing would not wait for the requests in
            // flight.
        }
    }

    private ServerSettings settings(ConnectionProfile profile) {
        Path linkKey = context.connections().folders().data().resolve("rest").resolve("link.key");
        return new ServerSettings(
                host, port, token(), open, publicUrl, lifetime(profile), rate, maxUpload * MEGABYTE, linkKey);
    }

    private Optional<String> token() {
        return tokenFile
                .map(ServeCommand::firstLine)
                .or(() -> Optional.ofNullable(environment.get(TOKEN)))
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }

    private static String firstLine(Path file) {
        return FileFailures.whileReading(
                file.toString(),
                () -> Files.readAllLines(file).stream()
                        .findFirst()
                        .filter(line -> !line.isBlank())
                        .orElseThrow(() -> new ImageException.Invalid(
                                quoted(file) + " holds no token: put it into the first line.")));
    }

    /// What the environment says, else what the connection says.
    private Duration lifetime(ConnectionProfile profile) {
        String reported = environment.getOrDefault(EXPIRATION, "").strip();
        try {
            return reported.isEmpty() ? usualLifetime(profile) : Duration.ofSeconds(Long.parseLong(reported));
        } catch (NumberFormatException e) {
            throw new ImageException.Invalid(EXPIRATION + " is not a number of seconds: " + quoted(reported) + ".", e);
        }
    }

    private static Duration usualLifetime(ConnectionProfile profile) {
        return switch (profile) {
            case ConnectionProfile.Local _, ConnectionProfile.Unusable _ -> USUAL_LIFETIME;
            case ConnectionProfile.Cloud(var cloud) -> cloud.linkExpiry();
        };
    }
}
