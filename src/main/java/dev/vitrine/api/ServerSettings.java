package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How to offer a library.
///
/// @param host name or address to bind to
/// @param port 0 for any free one
/// @param token that every request must carry; may only be absent on this machine's own address, or where it is open
/// @param open to everybody who can reach it, also through a proxy: meant so by whoever starts it
/// @param offered address under which a proxy offers this server
/// @param linkLifetime how long a link to an image works
/// @param requestsPerSecond of one client, 0 for no limit
/// @param maxImageBytes that an upload may have
/// @param linkKey file with the secret that signs links of a local library; it is made when it is not there
public record ServerSettings(
        String host,
        int port,
        Optional<String> token,
        boolean open,
        Optional<URI> offered,
        Duration linkLifetime,
        int requestsPerSecond,
        long maxImageBytes,
        Path linkKey) {

    private static final int SHORTEST_TOKEN = 16;
    private static final String TOKEN =
            "a token: put one into VITRINE_TOKEN or a file for --token-file. If everybody is meant to read, change and delete, say --open.";

    public ServerSettings {
        if (token.isEmpty() && !open && !address(host).isLoopbackAddress()) {
            throw new ImageException.Invalid(
                    quoted(host) + " can be reached from other machines, so it needs " + TOKEN);
        }
        if (token.isEmpty() && !open && offered.isPresent()) {
            throw new ImageException.Invalid("What a proxy offers as " + quoted(offered.get())
                    + " can be reached from other machines, so it needs " + TOKEN);
        }
        if (offered.map(URI::getRawUserInfo).isPresent()) {
            throw new ImageException.Invalid(
                    "The public address stands in every link: leave the user name and password out of it.");
        }
        if (offered.filter(address -> !canBeginLinks(address)).isPresent()) {
            throw new ImageException.Invalid(
                    quoted(offered.get())
                            + " cannot be the beginning of a link. https://photos.example.org is one, also with a path behind it.");
        }
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new ImageException.Invalid("The token must have at least " + SHORTEST_TOKEN + " characters.");
        }
        if (linkLifetime.toSeconds() < 1) {
            throw new ImageException.Invalid("A link must live for at least a second.");
        }
        if (requestsPerSecond < 0 || maxImageBytes < 1 || port < 0 || port > 65_535) {
            throw new ImageException.Invalid("The port is a number up to 65535, and limits are not negative.");
        }
    }

    private static boolean canBeginLinks(URI address) {
        boolean isWeb = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        return isWeb && hasServer(address) && address.getRawQuery() == null && address.getRawFragment() == null;
    }

    /// By whatever name: Java knows no host with `_` or `ü` in it.
    private static boolean hasServer(URI address) {
        String server = address.getRawAuthority();
        return server != null && !server.startsWith(":") && !server.contains("@");
    }

    InetAddress address() {
        return address(host);
    }

    /// True where clients may ask for any name: an open server cannot know those of its machine.
    boolean hasAnyName() {
        return open && !address().isLoopbackAddress();
    }

    /// Without a token, and not meant to be open: only the account that runs the server may ask.
    boolean isForOwnerOnly() {
        return token.isEmpty() && !open;
    }

    /// The names under which a client on this machine, or the proxy, may ask for this server.
    Set<String> hosts() {
        var hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", host.toLowerCase(Locale.ROOT)));
        String bound = address().getHostAddress();
        hosts.add(bound.contains(":") ? "[" + bound + "]" : bound);
        offered.map(URI::getHost).ifPresent(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
        return hosts;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ImageException.Invalid(quoted(host) + " is no address of this machine.", e);
        }
    }
}
