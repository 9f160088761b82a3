package dev.vitrine.cli;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.text.ByteCount;
import dev.vitrine.text.DisplayText;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/// An image on one line: id, time added, user, size, pixels, title, tags. Of long texts it has the beginning.
final class ImageLine {
    /// What a clipped line cannot show need not be joined first.
    private static final int MAX_TAGS = 200;

    private ImageLine() {}

    static String of(ImageRecord image) {
        ImageFacts facts = image.facts();
        String tags = image.tags().stream()
                .limit(MAX_TAGS)
                .map(tag -> "#" + DisplayText.clipped(tag))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "%-36s  %s  %-12s %8s %11s  %s",
                image.imageId(),
                ImageTime.format(image.createdAt().truncatedTo(ChronoUnit.SECONDS)),
                DisplayText.clipped(image.userId()),
                facts.sizeBytes() == 0 ? "" : ByteCount.rounded(facts.sizeBytes(), Locale.ROOT),
                facts.width() == 0 ? "" : facts.width() + "x" + facts.height(),
                (DisplayText.clipped(image.title()) + "  " + DisplayText.clipped(tags)).strip());
    }
}
