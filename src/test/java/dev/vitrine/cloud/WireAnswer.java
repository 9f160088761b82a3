package dev.vitrine.cloud;

import java.util.Map;

/// @param headers as AWS sends them with it
/// @param promised how many bytes it says that there are: more than there are where the connection breaks
public record WireAnswer(int status, Map<String, String> headers, byte[] body, int promised) {
    public WireAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, body.length);
    }
}
