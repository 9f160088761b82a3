package dev.vitrine.cli;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptPlace;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.text.ByteCount;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes images of a cloud library out of what lies in another bucket.
@Command(name = "adopt")
final class AdoptCommand extends LibraryCommand {
    @Option(names = "--user", paramLabel = "USER", required = true)
    private String user;

    @Option(names = "--tag", paramLabel = "TAG")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--tag-folders")
    private boolean tagsFolders;

    @Option(names = "--since", paramLabel = "DATE")
    private Optional<LocalDate> since = Optional.empty();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Parameters(paramLabel = "BUCKET[/PREFIX]", descriptionKey = "vitrine.adopt.place")
    private String place;

    @Override
    public Integer call() {
        ObjectKey.checkedUserId(user.strip());
        if (!dryRun && !yes && !terminal.interactive()) {
            throw new ImageException.Invalid(Confirmation.nobody(CommandTexts.of("adopt.unasked", place), "--yes"));
        }
        AdoptPlace from = AdoptPlace.of(place);
        try (CommandLibrary opened = choice.openSearchable(context)) {
            ScopeChoice.sayDuplicates(opened.library(), terminal);
            Library library = opened.library();
            CloudFeatures cloud =
                    library.cloud().orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("adopt.local")));
            var request = request(library, from.prefix());
            try (SourceBucket source = cloud.buckets().apply(from.bucket())) {
                var batch = new AdoptedBatch(library.images(), request, terminal);
                return run(
                        new Adoption(library.images(), source),
                        request,
                        batch,
                        library.name(),
                        plan -> AdoptCost.of(plan, cloud.use()));
            }
        }
    }

    private AdoptRequest request(Library library, String prefix) {
        var known = new KnownNames(library, terminal);
        return new AdoptRequest(
                prefix,
                known.user(user),
                known.tags(tags),
                tagsFolders,
                since.map(day -> day.atStartOfDay(ZoneId.systemDefault()).toInstant()));
    }

    private int run(
            Adoption adoption,
            AdoptRequest request,
            AdoptedBatch batch,
            String library,
            Function<AdoptReport, Optional<AdoptCost>> cost) {
        if (dryRun) {
            var answer = new AdoptAnswer(terminal, json, false);
            AdoptReport plan = followed(listener -> adoption.plan(request, listener), Optional.of(answer));
            return answer.end(plan, cost.apply(plan));
        }
        if (!yes) {
            var none = new AdoptAnswer(terminal, json, true);
            AdoptReport plan = followed(
                    listener -> adoption.plan(request, listener),
                    Optional.of(none).filter(_ -> json.isWanted()));
            plan.cutShort().ifPresent(failure -> {
                throw failure;
            });
            if (plan.count(AdoptResult.ADOPTED) == 0) {
                return none.end(plan, Optional.empty());
            }
            agree(plan, library, cost.apply(plan));
        }
        var answer = new AdoptAnswer(terminal, json, true);
        AdoptReport report = followed(listener -> adoption.run(request, listener), Optional.of(answer));
        try {
            return answer.end(report, Optional.empty());
        } finally {
            batch.sayHowToTakeBack(report.count(AdoptResult.ADOPTED));
        }
    }

    /// @param answer empty where nothing is to be said of each
    private AdoptReport followed(Function<Predicate<AdoptOutcome>, AdoptReport> act, Optional<AdoptAnswer> answer) {
        try (var line = new ProgressLine(terminal)) {
            var seen = new long[2];
            return act.apply(outcome -> {
                seen[0]++;
                seen[1] += outcome.result() == AdoptResult.ADOPTED ? 1 : 0;
                answer.filter(each -> each.wantsLine(outcome)).ifPresent(each -> {
                    line.clear();
                    each.line(outcome);
                });
                line.show(0, 0, CommandTexts.of("adopt.progress", seen[0], seen[1]));
                return true;
            });
        }
    }

    private void agree(AdoptReport plan, String library, Optional<AdoptCost> cost) {
        String question = CommandTexts.of(
                "adopt.sure",
                plan.count(AdoptResult.ADOPTED),
                ByteCount.rounded(plan.bytes(AdoptResult.ADOPTED), Locale.ROOT),
                user.strip(),
                library,
                cost.map(AdoptAnswer::text).orElse(""));
        Confirmation.require(terminal, yes, question, "adopt.nothing");
    }
}
