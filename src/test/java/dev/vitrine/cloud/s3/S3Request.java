package dev.vitrine.cloud.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request as it came: nothing in it is decoded, because the signature is over what was sent.
///
/// @param headers by names in small letters
public record S3Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public S3Request {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = lower;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Path style: the bucket is the first piece of the path.
    String bucket() {
        return decoded(path.substring(1).split("/", 2)[0]);
    }

    String key() {
        String[] pieces = path.substring(1).split("/", 2);
        return pieces.length > 1 ? decoded(pieces[1]) : "";
    }

    /// Decoded, and empty where there is a name alone.
    Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
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
