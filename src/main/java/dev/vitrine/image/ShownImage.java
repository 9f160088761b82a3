package dev.vitrine.image;

/// What decides which pixels are seen of an image: two of the same look the same.
public record ShownImage(String imageId, Orientation turned) {
    public static ShownImage of(ImageRecord image) {
        return new ShownImage(image.imageId(), image.facts().orientationFix());
    }
}
