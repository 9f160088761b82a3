package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.CREATED_AT;
import static dev.vitrine.store.aws.DynamoItem.IMAGE_ID;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;
import static dev.vitrine.store.aws.DynamoItem.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The last row of a page, as opaque text for the caller.
///
/// @param asked user and tag of the request: a token is of no use with other filters
record PageToken(From from, String asked, String imageId, String userId, String createdAt) {
    private static final String SEPARATOR = "\n";

    /// Where the rows of a page come from.
    enum From {
        INDEX,
        /// What the index leaves out, because it lacks what that is sorted by: comes behind it.
        REST,
        SCAN
    }

    static PageToken of(ImagePage.Request request, From from, Map<String, AttributeValue> key) {
        return new PageToken(
                from,
                asked(request),
                DynamoItem.text(key, IMAGE_ID),
                DynamoItem.text(key, USER_ID),
                DynamoItem.text(key, CREATED_AT));
    }

    static PageToken parse(String token, ImagePage.Request request) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length == 5 && parts[1].equals(asked(request))) {
                return new PageToken(
                        From.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2], parts[3], parts[4]);
            }
        } catch (IllegalArgumentException e) {
            throw new ImageException.Invalid(
                    "This page token is not one of this library's. Start again from the first page.", e);
        }
        throw new ImageException.Invalid(
                "This page token belongs to another question. Start again from the first page.");
    }

    String print() {
        String all = String.join(SEPARATOR, from.name().toLowerCase(Locale.ROOT), asked, imageId, userId, createdAt);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, AttributeValue> startKey() {
        if (imageId.isEmpty()) {
            return Map.of();
        }
        return from == From.INDEX
                ? Map.of(IMAGE_ID, text(imageId), USER_ID, text(userId), CREATED_AT, text(createdAt))
                : Map.of(IMAGE_ID, text(imageId));
    }

    private static String asked(ImagePage.Request request) {
        return Integer.toHexString(request.userId().hashCode()) + "."
                + Integer.toHexString(request.tag().hashCode());
    }
}
