package dev.vitrine.service.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// What lies beside a page for the list of pages, as JSON. Untrusted input: what is not understood is as if it were
/// not there, and never hinders that a page is taken back.
///
/// @param endsAt when its links end, [Instant#MAX] when nobody knows
record PageManifest(String title, Instant createdAt, Instant endsAt, String author, boolean hasPassword) {
    static final int MAX_BYTES = 8192;
    static final PageManifest UNKNOWN = new PageManifest("", Instant.EPOCH, Instant.MAX, "", false);
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int LONGEST_NAME = 128;
    private static final String FORMAT_FIELD = "vitrine_page";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    static PageManifest read(byte[] content) {
        try {
            JsonNode all = JSON.readTree(content);
            return new PageManifest(
                    text(all, "title", PageRequest.LONGEST_TITLE),
                    time(all, "created", Instant.EPOCH),
                    time(all, "ends", Instant.MAX),
                    text(all, "by", LONGEST_NAME),
                    all.path("password").asBoolean());
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    private static String text(JsonNode all, String name, int longest) {
        String text = LinkText.oneLine(all.path(name).textValue() instanceof String said ? said : "");
        return text.codePoints()
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Years that a calendar has in any zone: others could not be shown.
    private static Instant time(JsonNode all, String name, Instant otherwise) {
        try {
            Instant time = Instant.parse(all.path(name).asText());
            return time.isAfter(EARLIEST) && time.isBefore(LATEST) ? time : otherwise;
        } catch (DateTimeException _) {
            return otherwise;
        }
    }

    byte[] content() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put(FORMAT_FIELD, FORMAT)
                    .put("title", title)
                    .put("created", createdAt.toString())
                    .put("ends", endsAt.toString())
                    .put("by", text(JSON.createObjectNode().put("by", author), "by", LONGEST_NAME))
                    .put("password", hasPassword));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
