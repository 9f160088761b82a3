package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.fill.FactsFill;
import dev.vitrine.service.fill.FillOutcome;
import dev.vitrine.service.fill.FillPlan;
import dev.vitrine.text.ByteCount;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What rows do not say although it can be read: fills it in.
final class DoctorFill {
    private final CommandContext context;
    private final LibraryChoice choice;
    private final JsonAnswer json;
    private final Terminal terminal;

    /// What is filled in, and the keys of what is said about it.
    ///
    /// @param later of what cannot be read for now
    private record Fillable(Function<Library, FactsFill> fill, String plan, String done, String unread, String later) {}

    private static final Fillable CAMERAS = new Fillable(
            Library::cameraFill, "doctor.cameras.plan", "doctor.cameras.done", "archived", "doctor.cameras.archived");

    private static final Fillable HASHES = new Fillable(
            Library::hashFill, "doctor.hashes.plan", "doctor.hashes.done", "without_preview", "doctor.hashes.without");

    DoctorFill(CommandContext context, LibraryChoice choice, JsonAnswer json) {
        this.context = context;
        this.choice = choice;
        this.json = json;
        terminal = context.terminal();
    }

    /// Camera, lens and exposure, out of originals.
    ///
    /// @param yes agrees to what it costs
    int readCameras(boolean yes) {
        return run(CAMERAS, yes);
    }

    /// Perceptual hashes, out of previews.
    ///
    /// @param yes agrees to what it costs
    int hashPreviews(boolean yes) {
        return run(HASHES, yes);
    }

    private int run(Fillable kind, boolean yes) {
        try (CommandLibrary opened = choice.openSearchable(context);
                ProgressLine progress = new ProgressLine(terminal)) {
            Library library = opened.library();
            FactsFill fill = kind.fill().apply(library);
            FillPlan plan = fill.plan();
            if (plan.images() > 0 && !isAgreed(library, kind, plan, yes)) {
                terminal.note("doctor.cameras.declined");
                return ExitCode.DONE.number();
            }
            FillOutcome outcome = fill.run((done, all) -> {
                progress.show(done, all, CommandTexts.of("doctor.cameras.step", done));
                return !Thread.currentThread().isInterrupted();
            });
            progress.clear();
            say(kind, outcome);
            return (outcome.failed().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS).number();
        }
    }

    /// What it costs is said in any case, and asked where it is much.
    private boolean isAgreed(Library library, Fillable kind, FillPlan plan, boolean yes) {
        Optional<AwsPrices> prices = library.cloud().flatMap(CloudFeatures::prices);
        if (library.cloud().isEmpty()) {
            return true;
        }
        String question = CommandTexts.of(
                kind.plan(),
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
            terminal.noteLine(question.strip());
            return true;
        }
        return Confirmation.isAgreed(terminal, question + CommandTexts.of("doctor.cameras.ask"));
    }

    private void say(Fillable kind, FillOutcome outcome) {
        if (json.isWanted()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("filled", outcome.filled());
            fields.put("silent", outcome.silent());
            fields.put(kind.unread(), outcome.unread());
            fields.put("failed", outcome.failed().size());
            JsonAnswer.print(terminal, fields);
        } else {
            terminal.say(kind.done(), outcome.filled(), outcome.silent());
            if (outcome.unread() > 0) {
                terminal.say(kind.later(), outcome.unread());
            }
        }
        outcome.failed().forEach((id, failure) -> terminal.noteLine(id + ": " + failure.getMessage()));
    }
}
