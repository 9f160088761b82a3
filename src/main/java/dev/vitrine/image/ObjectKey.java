package dev.vitrine.image;

/// Where bytes live in a bucket or a library folder: an original at `{user_id}/{image_id}`, a preview under `.vitrine/`.
///
/// Only safe keys can be made, so a hostile row can never make Vitrine touch anything else.
public record ObjectKey(String path, boolean isOriginal) {
    private static final int LONGEST_ID = 128;

    /// @throws ImageException.Invalid when an id may not be part of a key
    public static ObjectKey original(String userId, String imageId) {
        return new ObjectKey(checkedUserId(userId) + "/" + checkedImageId(imageId), true);
    }

    /// @param edge longest side in pixels
    public static ObjectKey preview(String imageId, int edge) {
        return new ObjectKey(".vitrine/thumb/" + edge + "/" + checkedImageId(imageId) + ".jpg", false);
    }

    /// @throws ImageException.Invalid with the rule that the name breaks
    public static String checkedUserId(String userId) {
        return checked("user name", userId);
    }

    public static String checkedImageId(String imageId) {
        return checked("image id", imageId);
    }

    private static String checked(String what, String id) {
        if (id.isBlank()) {
            throw new ImageException.Invalid("The " + what + " is empty.");
        }
        if (id.length() > LONGEST_ID) {
            throw new ImageException.Invalid("The " + what + " is longer than " + LONGEST_ID + " characters.");
        }
        if (id.startsWith(".")) {
            throw new ImageException.Invalid("The " + what + " “" + id + "” starts with a dot.");
        }
        if (id.indexOf('/') >= 0 || id.codePoints().anyMatch(ObjectKey::isForbidden)) {
            throw new ImageException.Invalid("The " + what + " may not contain a slash, line breaks or other control characters.");
        }
        return id;
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint) || type == Character.FORMAT || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
