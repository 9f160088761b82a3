package dev.vitrine.ui.shell;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.Progress;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.service.adopt.FolderTree;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.bulk.AdoptFormViewModel;
import dev.vitrine.ui.bulk.AdoptSheet;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Makes images out of what lies in another bucket, after it was tried.
record AdoptFlow(ShellContext context) {
    void ask() {
        LibrarySession session = context.session();
        CloudFeatures cloud = session.library().cloud().orElseThrow();
        if (!context.rights().allowsOrTells(LibraryAct.UPLOAD)) {
            return;
        }
        var buckets = new LibraryBuckets(session.library(), cloud);
        session.run(
                () -> session.library().images().facets(ImageQuery.ALL).users().stream()
                        .map(Count::value)
                        .toList(),
                users -> ask(buckets, users, session));
    }

    private void ask(LibraryBuckets buckets, List<String> users, LibrarySession session) {
        var form = new AdoptFormViewModel(buckets, users, session.background());
        if (!new AdoptSheet(form).ask(context.program().stage())) {
            return;
        }
        String bucket = form.bucket();
        AdoptRequest request = form.request();
        int all = (int) Math.min(Integer.MAX_VALUE, form.objects());
        var run = new Run(() -> Messages.text("adopt.label", bucket));
        session.runJob(
                run.name().get(),
                progress -> buckets.run(bucket, request, run.listener(progress, all)),
                report -> run.report(report, session));
    }

    /// @param adopted ids of what is new in the library
    /// @param failed the reason of the first that failed
    private record Run(Supplier<String> name, Queue<String> adopted, Queue<String> failed) {
        Run(Supplier<String> name) {
            this(name, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }

        Predicate<AdoptOutcome> listener(Progress progress, int all) {
            var done = new AtomicInteger();
            var added = new AtomicInteger();
            return outcome -> {
                if (outcome.result() == AdoptResult.FAILED && failed.isEmpty()) {
                    failed.add(outcome.reason());
                } else if (outcome.result() == AdoptResult.ADOPTED
                        && AdoptFormViewModel.isTakenBack(added.incrementAndGet())) {
                    adopted.add(outcome.imageId());
                }
                return progress.continues(done.incrementAndGet(), Math.max(all, done.get()));
            };
        }

        void report(AdoptReport report, LibrarySession session) {
            String done = AdoptFormViewModel.summary("adopt.done", report)
                    + AdoptFormViewModel.tooMany("adopt.done.tooMany", report);
            Optional<ImageException> cutShort = report.cutShort();
            boolean isStopped =
                    cutShort.filter(ImageException.Cancelled.class::isInstance).isPresent();
            String said = cutShort.isPresent() ? Messages.text("edits.stopped", done) : done;
            boolean areAll = report.count(AdoptResult.ADOPTED) == adopted.size();
            session.trash().added(areAll ? List.copyOf(adopted) : List.of(), name, said);
            cutShort.filter(_ -> !isStopped).ifPresent(session.toasts()::failure);
            failed.stream().findFirst().ifPresent(reason -> {
                var failure = new ImageException.Failed(reason);
                session.toasts()
                        .failure(
                                Messages.text(
                                        "adopt.failed", report.count(AdoptResult.FAILED), FailureText.text(failure)),
                                failure);
            });
        }
    }

    /// Each is opened for as long as it is asked.
    private record LibraryBuckets(Library library, CloudFeatures cloud) implements AdoptFormViewModel.Buckets {
        @Override
        public FolderTree look(String bucket, String prefix) {
            try (SourceBucket source = cloud.buckets().apply(bucket)) {
                return FolderTree.of(source, prefix);
            }
        }

        @Override
        public AdoptReport plan(String bucket, AdoptRequest request, Predicate<AdoptOutcome> listener) {
            try (SourceBucket source = cloud.buckets().apply(bucket)) {
                return new Adoption(library.images(), source).plan(request, listener);
            }
        }

        AdoptReport run(String bucket, AdoptRequest request, Predicate<AdoptOutcome> listener) {
            try (SourceBucket source = cloud.buckets().apply(bucket)) {
                return new Adoption(library.images(), source).run(request, listener);
            }
        }

        @Override
        public Optional<AdoptCost> cost(AdoptReport plan) {
            return AdoptCost.of(plan, cloud.use());
        }
    }
}
