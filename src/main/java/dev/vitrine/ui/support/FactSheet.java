package dev.vitrine.ui.support;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Attribute.ValueKind;
import dev.vitrine.image.Correction;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.picture.OriginalFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known about an image, as lines of label and text for people; what is not known has no line.
public final class FactSheet {
    /// @param text as shown
    /// @param copied what the copy button puts on the clipboard, `""` when there is no such button
    public record Fact(String label, String text, String copied) {}

    private static final char NO_BREAK = '\u00A0';
    private static final Fact NONE = new Fact("", "", "");
    /// Those that have no place of their own among the other lines.
    private static final Set<Attribute> OTHERS = EnumSet.complementOf(EnumSet.of(
            Attribute.TAKEN_AT,
            Attribute.CAMERA_TAKEN_AT,
            Attribute.WIDTH,
            Attribute.ORIENTATION_FIX,
            Attribute.SIZE_BYTES,
            Attribute.CONTENT_TYPE,
            Attribute.ORIGINAL_NAME,
            Attribute.CONTENT_SHA256,
            Attribute.DAMAGED,
            Attribute.CAMERA,
            Attribute.LENS,
            Attribute.ISO,
            Attribute.FOCAL_MM,
            Attribute.APERTURE,
            Attribute.EXPOSURE_S));

    private final ImageFacts facts;
    private final OriginalFacts original;
    private final CameraFacts camera;
    private final List<Fact> lines = new ArrayList<>();

    private FactSheet(ImageRecord image, OriginalFacts original) {
        this.original = original;
        this.camera = original.camera();
        this.facts = image.facts().or(original.facts()).or(camera.settings());
    }

    /// Everything: who, when, with what, how large, and the ids.
    public static List<Fact> whole(ImageRecord image, OriginalFacts original) {
        var sheet = new FactSheet(image, original);
        sheet.add(line("facts.user", image.userId()));
        sheet.addPicture();
        sheet.add(line("facts.added", Format.time(image.createdAt())));
        if (image.updatedAt().isAfter(image.createdAt())) {
            sheet.add(line("facts.changed", Format.time(image.updatedAt())));
        }
        image.deletedAt().ifPresent(time -> sheet.add(line("facts.deleted", Format.time(time))));
        sheet.add(Attribute.ORIGINAL_NAME);
        sheet.add(copyable("facts.id", image.imageId()));
        sheet.add(Attribute.CONTENT_SHA256);
        return List.copyOf(sheet.lines);
    }

    /// What a photographer asks: when, with what, how large.
    public static List<Fact> ofPicture(ImageRecord image, OriginalFacts original) {
        var sheet = new FactSheet(image, original);
        sheet.addPicture();
        return List.copyOf(sheet.lines);
    }

    /// How an attribute is shown; without text while it is not known, without label when it is shown by another
    /// line or by no words.
    public static Fact line(Attribute attribute, ImageFacts facts) {
        return switch (attribute) {
            case TAKEN_AT ->
                line("facts.taken", facts.takenAt().map(Format::time).orElse(""));
            case WIDTH -> line("facts.dimensions", dimensions(facts));
            case SIZE_BYTES -> line("facts.size", facts.sizeBytes() > 0 ? Format.bytes(facts.sizeBytes()) : "");
            case CONTENT_TYPE -> line("facts.type", type(facts));
            case ORIGINAL_NAME -> line("facts.name", facts.originalName());
            case CONTENT_SHA256 -> copyable("facts.sha256", facts.contentSha256());
            case S3_KEY -> copyable("facts.elsewhere", facts.text(attribute));
            case S3_URL -> copyable("facts.address", facts.text(attribute));
            case STORAGE_CLASS ->
                line("facts.class", StorageText.name(facts.storage().storageClass()));
            case BROUGHT_BACK -> line("facts.archive", StorageText.state(facts.storage()));
            case DAMAGED -> line("facts.damaged", facts.damaged() ? Messages.text("facts.damaged.inside") : "");
            case CAMERA -> line("facts.camera", facts.text(attribute));
            case LENS -> line("facts.lens", facts.text(attribute));
            case ISO ->
                line(
                        "facts.iso",
                        facts.number(attribute) > 0
                                ? Messages.text("facts.iso.text", String.valueOf(facts.number(attribute)))
                                : "");
            case FOCAL_MM -> measure("facts.focal", facts.decimal(attribute).map(Format::number));
            case APERTURE -> measure("facts.aperture", facts.decimal(attribute).map(Format::number));
            case EXPOSURE_S ->
                measure("facts.exposure", facts.decimal(attribute).map(FactSheet::shutter));
            case CAMERA_TAKEN_AT -> line("facts.taken.camera", cameraTime(facts));
            case ORIENTATION_FIX -> line("facts.turned", turned(facts.orientationFix()));
            case HEIGHT, AVERAGE_COLOR, HAS_LOCATION, ANIMATED -> NONE;
            case LOOK_HASH -> line("facts.lookHash", ""); // its digits tell nobody anything
        };
    }

    private void addPicture() {
        add(
                original.soundPart() < 1
                        ? line("facts.damaged", damage(original.soundPart()))
                        : line(Attribute.DAMAGED, facts));
        add(Attribute.TAKEN_AT);
        add(Attribute.CAMERA_TAKEN_AT);
        add(line("facts.camera", settings()));
        add(Attribute.WIDTH);
        add(Attribute.ORIENTATION_FIX);
        add(line("facts.pages", original.pages() > 1 ? Messages.text("facts.pages.text", original.pages()) : ""));
        add(Attribute.SIZE_BYTES);
        add(Attribute.CONTENT_TYPE);
        OTHERS.forEach(this::add);
        add(line("facts.artist", camera.artist()));
        add(line("facts.copyright", camera.copyright()));
    }

    /// With what it was taken and how, in one line.
    private String settings() {
        return Stream.of(
                        Attribute.CAMERA,
                        Attribute.LENS,
                        Attribute.FOCAL_MM,
                        Attribute.APERTURE,
                        Attribute.EXPOSURE_S,
                        Attribute.ISO)
                .map(this::setting)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// A line breaks between a number and the next, and not before its unit.
    private String setting(Attribute attribute) {
        String text = line(attribute, facts).text();
        return attribute.kind() == ValueKind.TEXT ? text : text.replace(' ', NO_BREAK);
    }

    private static String cameraTime(ImageFacts facts) {
        return facts.text(Attribute.CAMERA_TAKEN_AT).isEmpty()
                ? ""
                : Correction.cameraTime(facts).map(Format::time).orElseGet(() -> Messages.text("facts.taken.none"));
    }

    private static String turned(Orientation orientation) {
        return orientation == Orientation.UPRIGHT ? "" : Messages.text("facts.turned." + orientation.exif());
    }

    private static Fact measure(String key, Optional<String> number) {
        return line(
                key, number.map(known -> Messages.text(key + ".text", known)).orElse(""));
    }

    /// As the wheel of a camera has it: 1/250.
    private static String shutter(Decimal seconds) {
        return seconds.inverse() > 0 ? "1/" + seconds.inverse() : Format.number(seconds);
    }

    private static String damage(double soundPart) {
        int percent = (int) (soundPart * 100);
        return percent > 0 ? Messages.text("facts.damaged.part", percent) : Messages.text("facts.damaged.end");
    }

    private void add(Attribute attribute) {
        add(line(attribute, facts));
    }

    private void add(Fact line) {
        if (!line.text().isBlank()) {
            lines.add(line);
        }
    }

    private static Fact line(String key, String text) {
        return new Fact(Messages.text(key), text, "");
    }

    private static Fact copyable(String key, String text) {
        return new Fact(Messages.text(key), text, text);
    }

    private static String type(ImageFacts facts) {
        return facts.type()
                .map(type -> Messages.text(facts.animated() ? "facts.type.animated" : "facts.type.still", type.label()))
                .orElse(facts.contentType());
    }

    private static String dimensions(ImageFacts facts) {
        if (facts.width() == 0 || facts.height() == 0) {
            return "";
        }
        double megapixels = (double) facts.width() * facts.height() / 1e6;
        if (megapixels < 0.05) {
            return Messages.text(
                    "facts.dimensions.small", String.valueOf(facts.width()), String.valueOf(facts.height()));
        }
        return Messages.text(
                "facts.dimensions.text",
                String.valueOf(facts.width()),
                String.valueOf(facts.height()),
                Format.rounded(megapixels));
    }
}
