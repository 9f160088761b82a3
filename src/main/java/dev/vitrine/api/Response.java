package dev.vitrine.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a request is answered with.
///
/// @param content is not written for a HEAD request, or with a status that has none
record Response(int status, Map<String, String> headers, Content content) {
    /// Bytes whose number is known before they are written.
    interface Content {
        long length();

        void writeTo(OutputStream out) throws IOException;
    }

    static final int NOT_MODIFIED = 304;

    Response {
        headers = Map.copyOf(headers);
    }

    /// @param fields in the order in which they are written
    static Response json(int status, Map<String, ?> fields) {
        return text(status, "application/json", Json.write(fields));
    }

    static Response error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static Response error(HttpError error) {
        return error(error.status(), error.getMessage()).with(error.headers());
    }

    static Response text(int status, String contentType, byte[] bytes) {
        return new Response(status, Map.of("Content-Type", contentType, "Cache-Control", "no-cache"), new Bytes(bytes));
    }

    Response with(String name, String value) {
        return with(Map.of(name, value));
    }

    Response with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, all, content);
    }

    boolean hasContent() {
        return status != 204 && status != NOT_MODIFIED;
    }

    private record Bytes(byte[] bytes) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
