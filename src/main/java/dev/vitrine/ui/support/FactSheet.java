package dev.vitrine.ui.support;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.CameraFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is known about an image, as lines of label and text for people; what is not known has no line.
public final class FactSheet {
    /// @param text as shown
    /// @param copied what the copy button puts on the clipboard, `""` when there is no such button
    public record Line(String label, String text, String copied) {
    }

    private final List<Line> lines = new ArrayList<>();

    private FactSheet() {
    }

    /// Everything: who, when, with what, how large, and the ids.
    public static List<Line> whole(ImageRecord image, CameraFacts camera) {
        var sheet = new FactSheet();
        sheet.add("facts.user", image.userId());
        sheet.addPicture(image, camera);
        sheet.add("facts.added", Format.time(image.createdAt()));
        if (image.updatedAt().isAfter(image.createdAt())) {
            sheet.add("facts.changed", Format.time(image.updatedAt()));
        }
        image.deletedAt().ifPresent(time -> sheet.add("facts.deleted", Format.time(time)));
        sheet.add("facts.name", image.facts().originalName());
        sheet.addCopyable("facts.id", image.imageId());
        sheet.addCopyable("facts.sha256", image.facts().contentSha256());
        return List.copyOf(sheet.lines);
    }

    /// What a photographer asks: when, with what, how large.
    public static List<Line> ofPicture(ImageRecord image, CameraFacts camera) {
        var sheet = new FactSheet();
        sheet.addPicture(image, camera);
        return List.copyOf(sheet.lines);
    }

    private void addPicture(ImageRecord image, CameraFacts camera) {
        ImageFacts facts = image.facts();
        facts.takenAt().ifPresent(time -> add("facts.taken", Format.time(time)));
        add("facts.camera", camera.camera());
        add("facts.lens", camera.lens());
        add("facts.exposure", camera.exposure());
        add("facts.dimensions", dimensions(facts));
        add("facts.size", facts.sizeBytes() > 0 ? Format.bytes(facts.sizeBytes()) : "");
        add("facts.type", facts.type().map(type -> Messages.text(facts.animated() ? "facts.type.animated" : "facts.type.still", type.label()))
                .orElse(facts.contentType()));
        add("facts.artist", camera.artist());
        add("facts.copyright", camera.copyright());
    }

    private void add(String key, String text) {
        if (!text.isBlank()) {
            lines.add(new Line(Messages.text(key), text, ""));
        }
    }

    private void addCopyable(String key, String text) {
        if (!text.isBlank()) {
            lines.add(new Line(Messages.text(key), text, text));
        }
    }

    private static String dimensions(ImageFacts facts) {
        if (facts.width() == 0 || facts.height() == 0) {
            return "";
        }
        double megapixels = (double) facts.width() * facts.height() / 1e6;
        if (megapixels < 0.05) {
            return Messages.text("facts.dimensions.small", String.valueOf(facts.width()), String.valueOf(facts.height()));
        }
        return Messages.text("facts.dimensions.text", String.valueOf(facts.width()), String.valueOf(facts.height()),
                String.format(Locale.getDefault(), megapixels < 9.95 ? "%.1f" : "%.0f", megapixels));
    }
}
