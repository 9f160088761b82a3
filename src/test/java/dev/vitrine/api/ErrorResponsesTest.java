package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {
    private static final String SECRET = "/home/someone/library is full";

    @Test
    void everyFailureHasAStatusAndOnlyTheCallersOwnAreToldInFull() throws IOException {
        var cause = new IOException(SECRET);
        Map<ImageException, Integer> reported = Map.of(
                new ImageException.Invalid(SECRET),
                400,
                new ImageException.NotFound(SECRET),
                404,
                new ImageException.Conflict(SECRET),
                409);
        Map<ImageException, Integer> kept = Map.of(
                new ImageException.Denied(SECRET, cause),
                403,
                new ImageException.Throttled(SECRET, cause),
                503,
                new ImageException.Unreachable(SECRET, cause),
                503,
                new ImageException.Cancelled(SECRET),
                503,
                new ImageException.Failed(SECRET, cause),
                500);
        for (var each : reported.entrySet()) {
            assertEquals(
                    each.getValue() + " {\"error\":\"" + SECRET + "\"}",
                    written(ErrorResponses.answer(each.getKey(), "id-1")));
        }
        for (var each : kept.entrySet()) {
            String answer = written(ErrorResponses.answer(each.getKey(), "id-1"));
            assertTrue(answer.startsWith(each.getValue() + " {\"error\":\""), answer);
            assertFalse(answer.contains("/home") || answer.contains("Exception"), answer);
        }
        assertEquals(
                "500 {\"error\":\"Something went wrong in the server. Its log tells more about request id-1.\"}",
                written(ErrorResponses.unexpected("id-1")));
    }

    private static String written(Response response) throws IOException {
        var out = new ByteArrayOutputStream();
        response.content().writeTo(out);
        return response.status() + " " + out.toString(StandardCharsets.UTF_8);
    }
}
