package dev.vitrine.picture;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.CameraSettings;
import dev.vitrine.picture.metadata.Metadata;
import java.util.Optional;

/// How each attribute is read from the header of a file.
final class AttributeReader {
    private final String name;
    private final Header header;
    private final SourceBytes bytes;
    private final Metadata metadata;

    /// @param metadata with those beside the file
    AttributeReader(String name, Header header, SourceBytes bytes, Metadata metadata) {
        this.name = name;
        this.header = header;
        this.bytes = bytes;
        this.metadata = metadata;
    }

    ImageFacts facts() {
        ImageFacts facts = ImageFacts.UNKNOWN;
        for (Attribute attribute : Attribute.values()) {
            facts = with(facts, attribute);
        }
        return facts.or(settings(metadata));
    }

    private ImageFacts with(ImageFacts facts, Attribute attribute) {
        return switch (attribute) {
            case CONTENT_TYPE -> facts.with(attribute, header.type().contentType());
            case SIZE_BYTES -> facts.with(attribute, bytes.size());
            case WIDTH -> facts.with(attribute, header.shownWidth());
            case HEIGHT -> facts.with(attribute, header.shownHeight());
            case TAKEN_AT ->
                metadata.takenAt().map(time -> facts.with(attribute, time)).orElse(facts);
            case ORIGINAL_NAME -> facts.with(attribute, name);
            // of the file itself: a sidecar is not handed out with it
            case HAS_LOCATION -> facts.with(attribute, new Metadata(header.metadata()).hasLocation());
            case ANIMATED -> facts.with(attribute, header.animated());
            case CONTENT_SHA256, AVERAGE_COLOR, DAMAGED, LOOK_HASH -> facts; // they need all bytes
            case S3_KEY, S3_URL -> facts; // rows of others have it
            case STORAGE_CLASS, BROUGHT_BACK -> facts; // whoever stores the file knows
            case CAMERA, LENS, ISO, FOCAL_MM, APERTURE, EXPOSURE_S -> facts; // all together, below
            case CAMERA_TAKEN_AT, ORIENTATION_FIX -> facts; // people say it
        };
    }

    /// Camera, lens and exposure: see [Attribute#SETTINGS].
    static ImageFacts settings(Metadata metadata) {
        var camera = new CameraSettings(metadata);
        ImageFacts facts = ImageFacts.UNKNOWN
                .with(Attribute.CAMERA, camera.camera())
                .with(Attribute.LENS, camera.lens())
                .with(Attribute.ISO, camera.iso());
        facts = with(facts, Attribute.FOCAL_MM, camera.focalLength());
        facts = with(facts, Attribute.APERTURE, camera.aperture());
        return with(facts, Attribute.EXPOSURE_S, camera.exposureTime());
    }

    private static ImageFacts with(ImageFacts facts, Attribute attribute, Optional<Decimal> number) {
        return number.map(known -> facts.with(attribute, known)).orElse(facts);
    }
}
