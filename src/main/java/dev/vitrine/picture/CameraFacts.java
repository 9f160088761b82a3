package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.text.DisplayText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// What the camera wrote about a picture, in words for people; `""` where it wrote nothing.
///
/// @param camera maker and model without repetition, for example `Canon EOS 80D`
/// @param exposure for example `1/250 s · f/2.8 · ISO 400 · 35 mm`
/// @param software what wrote the file last
/// @param artist who made it, as written in the file
public record CameraFacts(
        String camera,
        String lens,
        String exposure,
        String software,
        String artist,
        String copyright,
        boolean hasLocation) {
    public static final CameraFacts NONE = new CameraFacts("", "", "", "", "", "", false);

    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int SOFTWARE = 305;
    private static final int EXPOSURE_TIME = 33434;
    private static final int F_NUMBER = 33437;
    private static final int ISO = 34855;
    private static final int FOCAL_LENGTH = 37386;
    private static final int LENS_MODEL = 42036;

    /// Never fails on damaged metadata: what cannot be read is absent.
    public static CameraFacts read(ImageSource source) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(name, bytes);
            return of(new Metadata(header.metadata()));
        } catch (ImageException.Invalid _) {
            return NONE;
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static CameraFacts of(Metadata metadata) {
        return new CameraFacts(
                camera(line(metadata.text(MAKE)), line(metadata.text(MODEL))),
                line(metadata.cameraText(LENS_MODEL)),
                exposure(metadata),
                line(metadata.text(SOFTWARE)),
                line(metadata.creator()),
                line(metadata.copyright()),
                metadata.hasLocation());
    }

    private static String line(String raw) {
        return DisplayText.line(raw);
    }

    private static String camera(String make, String model) {
        String maker = make.split(" ")[0];
        return model.toLowerCase(Locale.ROOT).startsWith(maker.toLowerCase(Locale.ROOT))
                ? model
                : (make + " " + model).strip();
    }

    private static String exposure(Metadata metadata) {
        var parts = new ArrayList<String>();
        metadata.cameraNumber(EXPOSURE_TIME)
                .filter(time -> time > 0 && time <= 100_000)
                .ifPresent(time -> parts.add(time < 0.3 ? "1/" + Math.round(1 / time) + " s" : number(time) + " s"));
        positive(metadata.cameraNumber(F_NUMBER)).ifPresent(value -> parts.add("f/" + value));
        positive(metadata.cameraNumber(ISO)).ifPresent(value -> parts.add("ISO " + value));
        positive(metadata.cameraNumber(FOCAL_LENGTH)).ifPresent(value -> parts.add(value + " mm"));
        return String.join(" · ", parts);
    }

    private static Optional<String> positive(Optional<Double> value) {
        return value.filter(number -> number > 0 && number < 1e7).map(CameraFacts::number);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
