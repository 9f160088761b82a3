package dev.vitrine.cloud.s3;

import dev.vitrine.cloud.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request, as S3 understands it.
record S3Request(WireRequest wire) {
    String method() {
        return wire.method();
    }

    String path() {
        return wire.path();
    }

    String query() {
        return wire.query();
    }

    Map<String, String> headers() {
        return wire.headers();
    }

    byte[] body() {
        return wire.body();
    }

    Optional<String> header(String name) {
        return wire.header(name);
    }

    /// Path style: the bucket is the first piece of the path.
    String bucket() {
        return decoded(path().substring(1).split("/", 2)[0]);
    }

    String key() {
        String[] pieces = path().substring(1).split("/", 2);
        return pieces.length > 1 ? decoded(pieces[1]) : "";
    }

    /// Decoded, and empty where there is a name alone.
    Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        for (String pair : query().isEmpty() ? new String[0] : query().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    boolean asks(String parameter) {
        return parameters().containsKey(parameter);
    }

    String parameter(String name) {
        return parameters().getOrDefault(name, "");
    }

    int number(String parameter, int usual) {
        String text = parameter(parameter);
        try {
            return text.isEmpty() ? usual : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw S3Error.invalidArgument("Provided " + parameter + " not an integer or within integer range");
        }
    }

    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
