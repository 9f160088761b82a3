package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.FirstReading;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.text.ByteCount;
import java.time.Instant;
import java.util.Locale;

/// Waits until the catalog of a cloud library shows what its tables hold.
final class MirrorWait {
    private MirrorWait() {}

    /// The same as the other, and asks a person first where the table is large.
    ///
    /// @param agreed whether a large table may be read without a question
    /// @throws ImageException.Cancelled when the person does not agree
    static void await(CloudFeatures cloud, Instant asked, boolean agreed, Terminal terminal) {
        MirrorSync mirror = cloud.mirror();
        try {
            await(mirror, asked, terminal);
        } catch (ImageException.Invalid e) {
            FirstReading reading =
                    mirror.status().asks().filter(large -> !large.isTooLarge()).orElseThrow(() -> e);
            if (!agreed && !isAgreed(reading, cloud, terminal)) {
                throw new ImageException.Cancelled(CommandTexts.of("reading.declined"));
            }
            mirror.agree();
            await(mirror, asked, terminal);
        }
    }

    private static boolean isAgreed(FirstReading reading, CloudFeatures cloud, Terminal terminal) {
        String question = CommandTexts.of(
                reading.scope().isAll() ? "reading.ask" : "reading.ask.part",
                reading.size().rows(),
                ByteCount.rounded(reading.disk(), Locale.ROOT));
        String price = cloud.prices()
                .map(prices -> " "
                        + CommandTexts.of(
                                "reading.price",
                                CommandTexts.dollars(reading.dollars(prices)),
                                prices.region(),
                                prices.asOf()))
                .orElse("");
        if (!terminal.interactive()) {
            throw new ImageException.Invalid(Confirmation.nobody(question + price, "--read-large"));
        }
        return Confirmation.isAgreed(terminal, question + price + " " + CommandTexts.of("reading.go"));
    }

    /// @param asked what was there at this moment is in the catalog when this returns
    /// @throws ImageException with the reason, when the tables cannot be read or the catalog cannot be written: an
    ///   old answer must not pass for a new one
    static void await(MirrorSync mirror, Instant asked, Terminal terminal) {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            mirror.await(asked, status -> show(status, progress));
        }
    }

    /// Also that nothing in it is only believed: for what cannot be taken back.
    static void awaitProven(MirrorSync mirror, Terminal terminal) {
        try (ProgressLine progress = new ProgressLine(terminal)) {
            mirror.awaitProven(status -> show(status, progress));
        }
    }

    private static void show(MirrorStatus status, ProgressLine progress) {
        progress.show(status.read(), status.expected(), CommandTexts.of("progress.reading", status.read()));
    }
}
