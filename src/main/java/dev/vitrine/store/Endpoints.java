package dev.vitrine.store;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.text.Folding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Addresses of servers, as people and the environment write them: stored and shown, so none may hold a secret.
public final class Endpoints {
    private static final int LAST_PORT = 65_535;

    private Endpoints() {}

    /// `""` for AWS itself.
    public static String text(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse("");
    }

    /// @param text as a person types it, `""` for AWS itself
    /// @throws ImageException.Invalid when it is no address at all
    public static Optional<URI> parse(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(address(text.strip()));
        } catch (URISyntaxException _) {
            throw new ImageException.Invalid(
                    quoted(withoutSecrets(text)) + " is not an address. It looks like http://localhost:4566.");
        }
    }

    /// @param name of the variable that says so
    static Optional<URI> of(String name, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(address(text));
        } catch (URISyntaxException _) {
            throw new ImageException.Invalid(name + " is not an address: " + quoted(withoutSecrets(text))
                    + ". It looks like http://localhost:4566.");
        }
    }

    /// `HTTP:` means the same, but others look for small letters.
    private static URI address(String text) throws URISyntaxException {
        return new URI(text.replaceFirst("^(?i)http:", "http:").replaceFirst("^(?i)https:", "https:"));
    }

    /// The same however its address is spelled; `""` for AWS itself.
    static String server(Optional<URI> endpoint) {
        if (endpoint.isEmpty()) {
            return "";
        }
        URI address = endpoint.get();
        String host = Folding.caseless(address.getHost());
        if (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn")) {
            return "";
        }
        int usual = Folding.caseless(address.getScheme()).equals("https") ? 443 : 80;
        return (isLoopback(host) ? "localhost" : host) + ":" + (address.getPort() < 0 ? usual : address.getPort());
    }

    static void check(URI endpoint) {
        String authority = endpoint.getRawAuthority() == null ? "" : endpoint.getRawAuthority();
        if (authority.contains("@") || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw new ImageException.Invalid(
                    "The endpoint " + quoted(withoutSecrets(endpoint.toString()))
                            + " holds more than a server's address. Addresses are stored and shown: leave out user name, password and whatever follows “?”, and give keys apart.");
        }
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme();
        String host = endpoint.getHost() == null ? "" : endpoint.getHost();
        boolean isSpoken = scheme.equals("http") || scheme.equals("https");
        if (host.isEmpty() || !isSpoken || endpoint.getPort() == 0 || endpoint.getPort() > LAST_PORT) {
            throw new ImageException.Invalid("The endpoint " + quoted(withoutSecrets(endpoint.toString()))
                    + " is not an address like https://s3.example.org.");
        }
        if (scheme.equals("http") && !isLoopback(host) && !PrivateNetwork.isIn(host)) {
            throw new ImageException.Invalid("The endpoint " + quoted(endpoint)
                    + " would send everything unencrypted. Use https; "
                    + "http is only for servers on this machine or in a network of your own.");
        }
    }

    /// Everyone in the network between here and there can read along.
    static boolean isReadableOnTheWay(URI endpoint) {
        return endpoint.getScheme().equals("http") && !isLoopback(endpoint.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    /// Of a text that may be no address at all.
    private static String withoutSecrets(String text) {
        return text.replaceFirst("(?s)^(.*?//)?.*@", "$1…@").replaceFirst("(?s)[?#].*", "…");
    }
}
