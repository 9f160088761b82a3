package dev.vitrine.api;

import dev.vitrine.image.ImageException;
import dev.vitrine.text.DisplayText;
import java.util.Map;
import java.util.Objects;

/// A request that is answered with a status and a sentence for whoever wrote it.
final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    HttpError(int status, String message) {
        this(status, message, Map.of());
    }

    HttpError(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    static HttpError badRequest(String message) {
        return new HttpError(400, message);
    }

    static HttpError notFound(String imageId) {
        return new HttpError(
                404,
                ImageException.NotFound.ofImage(DisplayText.shortened(imageId, 100))
                        .getMessage());
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
