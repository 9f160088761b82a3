package dev.vitrine.picture.metadata;

import dev.vitrine.image.Decimal;
import dev.vitrine.picture.metadata.Xmp.Property;
import dev.vitrine.text.DisplayText;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// With what a picture was taken, and how: what the camera wrote into Exif, else what a program wrote into XMP. What
/// is zero, endless or divided by zero is not known, as is a lens of which only dashes stand there.
///
/// Tags and units: Exif 2.32 (CIPA DC-008), which has aperture and shutter as powers of two, too (APEX).
public final class CameraSettings {
    private static final int MODEL = 272;
    private static final int EXPOSURE_TIME = 33434;
    private static final int F_NUMBER = 33437;
    private static final int SENSITIVITY = 34855;
    /// What a camera that cannot say more than two bytes writes there.
    private static final int TOO_HIGH = 65535;
    /// Recommended exposure index, ISO speed, standard output sensitivity: four bytes each.
    private static final int[] LONG_SENSITIVITIES = {34866, 34867, 34865};
    private static final int SHUTTER_SPEED = 37377;
    private static final int APERTURE = 37378;
    private static final int FOCAL_LENGTH = 37386;
    private static final int LENS_MODEL = 42036;
    /// No letter: `----`; no length: `0.0 mm f/0.0`.
    private static final Pattern NO_LENS =
            Pattern.compile("\\P{L}*|0+(\\.0+)? ?mm f/?0+(\\.0+)?|none|unknown|n/a", Pattern.CASE_INSENSITIVE);
    private static final long LONGEST_SENSITIVITY = 100_000_000;

    private final Metadata metadata;

    public CameraSettings(Metadata metadata) {
        this.metadata = metadata;
    }

    /// Maker and model in one spelling; `""` when nothing says it.
    public String camera() {
        return CameraName.of(text(Tiff.MAKE, Property.MAKE), text(MODEL, Property.MODEL));
    }

    public String lens() {
        return Stream.of(
                        metadata.cameraText(LENS_MODEL),
                        metadata.xmpText(Property.LENS),
                        metadata.xmpText(Property.LENS_OF_ADOBE))
                .map(DisplayText::line)
                .filter(lens -> !NO_LENS.matcher(lens).matches())
                .findFirst()
                .orElse("");
    }

    /// 0 when it is not known.
    public long iso() {
        long written = sensitivity(metadata.cameraNumber(SENSITIVITY));
        if (written > 0 && written != TOO_HIGH) {
            return written;
        }
        return Stream.of(
                        IntStream.of(LONG_SENSITIVITIES).mapToObj(tag -> sensitivity(metadata.cameraNumber(tag))),
                        Stream.of(
                                written,
                                whole(metadata.xmpText(Property.SENSITIVITY)),
                                whole(metadata.xmpText(Property.SENSITIVITIES))))
                .flatMap(numbers -> numbers)
                .filter(number -> number > 0)
                .findFirst()
                .orElse(0L);
    }

    /// In millimeters, the real one.
    public Optional<Decimal> focalLength() {
        return decimal(metadata.cameraNumber(FOCAL_LENGTH)).or(() -> xmp(Property.FOCAL_LENGTH));
    }

    public Optional<Decimal> aperture() {
        return decimal(metadata.cameraNumber(F_NUMBER))
                .or(() -> decimal(metadata.cameraNumber(APERTURE).map(CameraSettings::ofAperture)))
                .or(() -> xmp(Property.F_NUMBER))
                .or(() -> decimal(metadata.xmpNumber(Property.APERTURE).map(CameraSettings::ofAperture)));
    }

    /// In seconds.
    public Optional<Decimal> exposureTime() {
        return decimal(metadata.cameraNumber(EXPOSURE_TIME))
                .or(() -> decimal(metadata.cameraNumber(SHUTTER_SPEED).map(CameraSettings::ofShutter)))
                .or(() -> xmp(Property.EXPOSURE_TIME))
                .or(() -> decimal(metadata.xmpNumber(Property.SHUTTER_SPEED).map(CameraSettings::ofShutter)));
    }

    /// 0 stands for a lens that says nothing.
    private static double ofAperture(double apex) {
        return apex > 0 ? Math.pow(2, apex / 2) : 0;
    }

    private static double ofShutter(double apex) {
        return Math.pow(2, -apex);
    }

    private Optional<Decimal> xmp(Property property) {
        return decimal(metadata.xmpNumber(property));
    }

    private String text(int tag, Property property) {
        String written = DisplayText.line(metadata.text(tag));
        return written.isEmpty() ? DisplayText.line(metadata.xmpText(property)) : written;
    }

    private static Optional<Decimal> decimal(Optional<Double> number) {
        return number.flatMap(Decimal::of);
    }

    private static long whole(String text) {
        return sensitivity(Metadata.fraction(text));
    }

    private static long sensitivity(Optional<Double> number) {
        return number.filter(value -> value >= 1 && value <= LONGEST_SENSITIVITY)
                .map(Math::round)
                .orElse(0L);
    }
}
