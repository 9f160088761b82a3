package dev.vitrine.api;

import dev.vitrine.image.ImageException;
import java.util.Map;

/// Turns what went wrong into an answer. Reasons that are the caller's business are passed on; those of this machine
/// (its folders, its rights) are in its log only.
final class ErrorResponses {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");

    private ErrorResponses() {}

    static Response answer(ImageException failure, String requestId) {
        return switch (failure) {
            case ImageException.Invalid _ -> Response.error(400, failure.getMessage());
            case ImageException.NotFound _ -> Response.error(404, failure.getMessage());
            case ImageException.Conflict _ -> Response.error(409, failure.getMessage());
            case ImageException.Denied _ ->
                Response.error(403, "This server may not do that with its library." + more(requestId));
            case ImageException.Throttled _ ->
                Response.error(503, "The library is busy. Try again in a moment.")
                        .with(SOON);
            case ImageException.Unreachable _ ->
                Response.error(503, "The library cannot be reached at the moment. Try again later." + more(requestId))
                        .with(SOON);
            case ImageException.Cancelled _ -> stopping();
            case ImageException.Failed _ -> unexpected(requestId);
        };
    }

    static Response stopping() {
        return Response.error(503, "The server is stopping. Try again in a moment.")
                .with(SOON);
    }

    static Response unexpected(String requestId) {
        return Response.error(500, "Something went wrong in the server." + more(requestId));
    }

    /// True for what whoever runs the server has to look at.
    static boolean isOurs(int status) {
        return status >= 500 || status == 403;
    }

    private static String more(String requestId) {
        return " Its log tells more about request " + requestId + ".";
    }
}
