package dev.vitrine.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request as it came: nothing in it is decoded, because a signature is over what was sent.
///
/// @param query what stands after `?`, or `""`
/// @param headers by names in small letters
public record WireRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public WireRequest {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = lower;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
