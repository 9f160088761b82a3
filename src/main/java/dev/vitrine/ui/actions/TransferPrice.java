package dev.vitrine.ui.actions;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Format;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What it costs to bring bytes from AWS to this machine: said where something is agreed to anyway, and asked about
/// where nothing else is and it is more than a dollar.
///
/// @param prices of the library's region; empty where nobody knows them
/// @param isHere whether this machine has the bytes of an image, as of one that is kept offline: nothing comes then
public record TransferPrice(Supplier<Optional<AwsPrices>> prices, Predicate<ImageRecord> isHere) {
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /// Less costs less at the prices of any region.
    private static final long NOT_WORTH_A_LOOK = 1L << 30;

    public static TransferPrice of(Library library) {
        return new TransferPrice(
                () -> library.cloud().flatMap(CloudFeatures::prices),
                image -> library.images().file(image).isPresent());
    }

    /// Those of them that have to come from the cloud. Looks at files: not for the FX thread.
    public List<ImageRecord> coming(List<ImageRecord> images) {
        return images.stream().filter(isHere.negate()).toList();
    }

    /// One more sentence about those that have to come; `""` as [the other][#sentence(String, long)] has it. Not
    /// for the FX thread.
    ///
    /// @param images asked for where there are prices
    public String sentence(String key, Supplier<List<ImageRecord>> images) {
        return prices.get().isEmpty() ? "" : sentence(key, bytes(coming(images.get())));
    }

    private static long bytes(List<ImageRecord> images) {
        return images.stream().mapToLong(image -> image.facts().sizeBytes()).sum();
    }

    /// One more sentence; `""` where nobody knows, or it is less than a cent.
    ///
    /// @param key of the sentence, with the price, whose it is and of when
    public String sentence(String key, long bytes) {
        return prices.get()
                .filter(known -> known.transfer(bytes).compareTo(CENT) >= 0)
                .map(known -> " " + text(key, Format.dollars(known.transfer(bytes)), known.region(), known.asOf()))
                .orElse("");
    }

    /// Asks when it costs more than the limit.
    ///
    /// @param coming as [#coming] has them
    public boolean agreed(Dialogs dialogs, List<ImageRecord> coming) {
        int images = coming.size();
        long bytes = bytes(coming);
        if (bytes < NOT_WORTH_A_LOOK
                || prices.get().filter(known -> known.isDear(bytes)).isEmpty()) {
            return true;
        }
        String act = text("transfer.act", images);
        return dialogs.agree(
                text("transfer.title", act),
                text("transfer.text", images, Format.bytes(bytes)) + sentence("transfer.price", bytes),
                act);
    }
}
