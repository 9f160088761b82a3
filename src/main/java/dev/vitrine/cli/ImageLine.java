package dev.vitrine.cli;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/// An image on one line: id, time added, user, size, pixels, title, tags.
final class ImageLine {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private ImageLine() {
    }

    static String of(ImageRecord image) {
        ImageFacts facts = image.facts();
        String tags = image.tags().stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
        return Terminal.safe("%-36s  %s  %-12s %8s %11s  %s".formatted(image.imageId(), ImageTime.format(image.createdAt().truncatedTo(ChronoUnit.SECONDS)),
                image.userId(), facts.sizeBytes() == 0 ? "" : bytes(facts.sizeBytes()), facts.width() == 0 ? "" : facts.width() + "x" + facts.height(),
                (image.title() + "  " + tags).strip()));
    }

    /// Decimal units, as disks count: `6.1 MB`.
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (value < 9.95 ? "%.1f %s" : "%.0f %s").formatted(value, UNITS[unit]);
    }
}
