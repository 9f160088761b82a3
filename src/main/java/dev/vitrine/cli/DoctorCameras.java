package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.camera.FillOutcome;
import dev.vitrine.service.camera.FillPlan;
import dev.vitrine.text.ByteCount;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/// Camera, lens and exposure of images whose rows do not say them, read out of their originals.
final class DoctorCameras {
    private final CommandContext context;
    private final LibraryChoice choice;
    private final JsonAnswer json;

    DoctorCameras(CommandContext context, LibraryChoice choice, JsonAnswer json) {
        this.context = context;
        this.choice = choice;
        this.json = json;
    }

    /// @param yes agrees to what it costs
    int run(boolean yes) {
        try (CommandLibrary commandLibrary = choice.openSearchable(context);
                ProgressLine progress = new ProgressLine(context.terminal())) {
            Library library = commandLibrary.library();
            FillPlan plan = library.cameraFill().plan();
            if (plan.images() > 0 && !isAgreed(library, plan, yes)) {
                context.terminal().err().println(CommandTexts.of("doctor.cameras.declined"));
                return ExitCode.DONE.number();
            }
            FillOutcome outcome = library.cameraFill().run((done, all) -> {
                progress.show(done, all, CommandTexts.of("doctor.cameras.step", done));
                return !Thread.currentThread().isInterrupted();
            });
            progress.clear();
            say(outcome);
            return (outcome.failed().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS).number();
        }
    }

    /// What it costs is said in any case, and asked where it is much.
    private boolean isAgreed(Library library, FillPlan plan, boolean yes) {
        Optional<AwsPrices> prices = library.cloud().flatMap(CloudFeatures::prices);
        if (library.cloud().isEmpty()) {
            return true;
        }
        String question = CommandTexts.of(
                "doctor.cameras.plan",
                plan.images(),
                ByteCount.rounded(plan.bytes(), Locale.ROOT),
                ByteCount.rounded(plan.maxBytes(), Locale.ROOT),
                prices.map(known -> CommandTexts.of(
                                "doctor.cameras.price",
                                CommandTexts.dollars(plan.cost(known)),
                                CommandTexts.dollars(plan.maxCost(known)),
                                known.region(),
                                known.asOf()))
                        .orElse(""));
        if (yes || prices.filter(plan::isDear).isEmpty()) {
            context.terminal().err().println(Terminal.safe(question.strip()));
            return true;
        }
        return Confirmation.isAgreed(context.terminal(), question + CommandTexts.of("doctor.cameras.ask"));
    }

    private void say(FillOutcome outcome) {
        if (json.isWanted()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("filled", outcome.filled());
            fields.put("silent", outcome.silent());
            fields.put("archived", outcome.archived());
            fields.put("failed", outcome.failed().size());
            JsonAnswer.print(context.terminal(), fields);
        } else {
            out(CommandTexts.of("doctor.cameras.done", outcome.filled(), outcome.silent()));
            if (outcome.archived() > 0) {
                out(CommandTexts.of("doctor.cameras.archived", outcome.archived()));
            }
        }
        outcome.failed()
                .forEach((id, failure) ->
                        context.terminal().err().println(Terminal.safe(id + ": " + failure.getMessage())));
    }

    private void out(String line) {
        context.terminal().out().println(Terminal.safe(line));
    }
}
