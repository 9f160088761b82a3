package dev.vitrine.cli;

import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.archive.RetrievalOffer;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import dev.vitrine.text.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks for originals out of an archive, after it was said how long that takes and what it costs.
@Command(name = "bring-back")
final class BringBackCommand extends LibraryCommand {
    @Option(names = "--tier", paramLabel = "TIER")
    private Tier tier = Tier.STANDARD;

    @Option(names = "--days", paramLabel = "N")
    private int days = BringBack.USUAL_DAYS;

    @Option(names = "--yes")
    private boolean yes;

    @Mixin
    private ImageIds imageIds;

    @Override
    public Integer call() {
        List<String> ids = imageIds.read(terminal);
        var request = new BringBack(tier, days);
        try (CommandLibrary opened = choice.open(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            Library library = opened.library();
            if (library.cloud().isEmpty()) {
                throw new ImageException.Invalid(CommandTexts.of("bringBack.local"));
            }
            agree(library, ids, request);
            BulkOutcome outcome = library.images().bringBack(ids, request, (done, all) -> {
                progress.show(done, ids.size());
                return true;
            });
            progress.clear();
            return BulkAnswer.print(context, json, outcome, CommandTexts.of("bringBack.asked"));
        }
    }

    /// What costs money is said before; what can be read already costs nothing.
    private void agree(Library library, List<String> ids, BringBack request) {
        List<ImageRecord> archived = RetrievalOffer.toBringBack(
                located(library, ids), library.images().now());
        if (archived.isEmpty()) {
            return;
        }
        RetrievalOffer offer = RetrievalOffer.of(archived).stream()
                .filter(each -> each.tier() == request.tier())
                .findFirst()
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("bringBack.deep")));
        String question = CommandTexts.of(
                "bringBack.sure",
                archived.size(),
                ByteCount.rounded(
                        archived.stream()
                                .mapToLong(image -> image.facts().sizeBytes())
                                .sum(),
                        Locale.ROOT),
                CommandTexts.of(wait(offer)),
                price(library, offer));
        if (yes) {
            terminal.noteLine(question);
        }
        Confirmation.require(terminal, yes, question, "bringBack.nothing");
    }

    private static String wait(RetrievalOffer offer) {
        return switch (offer.usualWait()) {
            case MINUTES_5 -> "bringBack.wait.MINUTES_5";
            case HOURS_5 -> "bringBack.wait.HOURS_5";
            case HOURS_12 -> "bringBack.wait.HOURS_12";
            case HOURS_12_DEEP -> "bringBack.wait.HOURS_12_DEEP";
            case HOURS_48 -> "bringBack.wait.HOURS_48";
        };
    }

    private static List<ImageRecord> located(Library library, List<String> ids) {
        var located = new ArrayList<ImageRecord>();
        for (String id : ids) {
            try {
                library.images()
                        .findUploaded(id)
                        .map(library.images()::withStorage)
                        .ifPresent(located::add);
            } catch (ImageException.NotFound _) {
                // Said when it is asked for.
            }
        }
        return located;
    }

    private String price(Library library, RetrievalOffer offer) {
        if (!(library.profile() instanceof ConnectionProfile.Cloud(var settings) && settings.isOnAws())) {
            return "";
        }
        AwsPrices prices = AwsPrices.load();
        return CommandTexts.of(
                "bringBack.price", CommandTexts.dollars(offer.dollars(prices, days)), prices.region(), prices.asOf());
    }
}
