package dev.vitrine.picture;

import dev.vitrine.image.ImageSource;

/// What the camera wrote about a picture, in words for people; `""` where it wrote nothing.
///
/// @param camera maker and model without repetition, for example `Canon EOS 80D`
/// @param exposure for example `1/250 s · f/2.8 · ISO 400 · 35 mm`
/// @param software what wrote the file last
/// @param artist who made it, as written in the file
public record CameraFacts(String camera, String lens, String exposure, String software, String artist, String copyright, boolean hasLocation) {
    public static final CameraFacts NONE = new CameraFacts("", "", "", "", "", "", false);

    /// Never fails on damaged metadata: what cannot be read is absent.
    public static CameraFacts read(ImageSource source) {
        return CameraFactsReader.read(source);
    }
}
