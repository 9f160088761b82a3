package dev.vitrine.api;

import dev.vitrine.files.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What a client may keep: tags that change with what they stand for, and the questions asked with them.
final class ETags {
    private static final int HASH_BYTES = 16;

    private ETags() {}

    /// @param content the answer, or what it is made from
    static String of(byte[] content) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(content), 0, HASH_BYTES) + "\"";
    }

    /// The answer itself, or 304 when the client has this very one.
    static Response unlessKnown(Request request, String tag, Response response) {
        Response tagged = response.with("ETag", tag);
        return request.header("If-None-Match")
                        .filter(known -> names(known, tag))
                        .isEmpty()
                ? tagged
                : new Response(Response.NOT_MODIFIED, tagged.headers(), tagged.content());
    }

    /// True when the list of tags in a header has this one. Weak ones count: the answers differ in nothing that
    /// matters.
    static boolean names(String header, String tag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(tag::equals);
    }

    /// @throws HttpError 412 when the client changes something else than what it saw
    static void requireMatch(Request request, String tag) {
        Optional<String> seen = request.header("If-Match");
        if (seen.isPresent() && !names(seen.get(), tag)) {
            throw new HttpError(
                    412, "The image was changed since you read it. Read it again, then repeat your change.");
        }
    }
}
