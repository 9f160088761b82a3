package dev.vitrine.service.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a page with a password shows, as its script reads it once it is decrypted.
final class PagePayload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PagePayload() {}

    /// @param count how many they are, in words
    static byte[] of(String title, String count, List<PageFigure> images) {
        ObjectNode payload = JSON.createObjectNode().put("title", title).put("count", count);
        ArrayNode all = payload.putArray("images");
        for (PageFigure image : images) {
            all.addObject()
                    .put("title", LinkText.oneLine(image.title()))
                    .put("small", image.small().toString())
                    .put("large", image.large().toString())
                    .put("shape", image.shape());
        }
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
