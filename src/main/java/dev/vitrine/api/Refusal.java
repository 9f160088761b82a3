package dev.vitrine.api;

import java.util.Map;

/// A request that is answered with a status and a sentence for whoever wrote it.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(int status, String message) {
        this(status, message, Map.of());
    }

    Refusal(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        answer = Answer.error(status, message).with(headers);
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    static Refusal notFound(String imageId) {
        return new Refusal(404, "There is no image " + imageId + ". It may have been deleted.");
    }

    Answer answer() {
        return answer;
    }
}
