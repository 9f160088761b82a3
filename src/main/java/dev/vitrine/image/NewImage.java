package dev.vitrine.image;

/// A request to put an image into a library.
///
/// @param caption goes before what the file says of itself; without any title it
/// gets the file name without its extension
public record NewImage(String userId, Caption caption, ImageSource source) {
    public NewImage {
        ObjectKey.checkedUserId(userId);
    }
}
