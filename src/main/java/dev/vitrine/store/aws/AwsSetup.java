package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.store.AwsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes what a cloud library needs and is not there yet: first as a plan for people to read, then, when they agree,
/// for real.
///
/// A table made by another program lacks index, stream and trash; all of them can be added while it is in use.
public final class AwsSetup {
    /// One thing that will be made, in the order in which they are listed here.
    enum SetupStep {
        MAKE_BUCKET,
        BLOCK_PUBLIC_ACCESS,
        CLEAN_UNFINISHED_UPLOADS,
        MAKE_TABLE,
        ADD_INDEX,
        ADD_STREAM,
        MAKE_TRASH_TABLE,
        ADD_TRASH_STREAM,
        KEEP_VERSIONS
    }

    /// @param sentence says exactly what will be made, for people
    public record Planned(SetupStep step, String sentence) {}

    /// Nothing to do when `steps` is empty.
    ///
    /// @param options are made only for whoever asks for them
    public record Plan(List<Planned> steps, List<Planned> options) {
        public Plan {
            steps = List.copyOf(steps);
            options = List.copyOf(options);
        }
    }

    /// What was found. A bucket rule that the server does not support, or will not tell, counts as there.
    public record ExistingParts(
            boolean bucket,
            boolean publicAccessBlocked,
            boolean unfinishedUploadsCleaned,
            boolean versionsKept,
            boolean table,
            boolean index,
            boolean stream,
            boolean trashTable,
            boolean trashStream) {}

    private static final String LOOKING = "looking at what exists";

    private final AwsSettings settings;
    private final BucketSetup bucket;
    private final TableSetup table;
    private final TableSetup trash;
    private final TrashTable trashTable;

    public AwsSetup(AwsClients clients) {
        settings = clients.settings();
        bucket = new BucketSetup(clients);
        table = new TableSetup(clients, settings.table());
        trash = new TableSetup(clients, settings.trashTable());
        trashTable = new TrashTable(clients);
    }

    public ExistingParts found() {
        BucketSetup.Found bytes = AwsFailures.ofBucket(settings).guard(LOOKING, bucket::found);
        AwsFailures ofTables = AwsFailures.ofTables(settings);
        TableSetup.Found rows = ofTables.guard(LOOKING, table::found);
        TableSetup.Found trashed =
                settings.hasTrashTable() ? ofTables.guard(LOOKING, trash::found) : TableSetup.Found.ALL;
        return new ExistingParts(
                bytes.bucket(),
                bytes.publicAccessBlocked(),
                bytes.unfinishedUploadsCleaned(),
                bytes.versionsKept(),
                rows.table(),
                rows.index(),
                rows.stream(),
                trashed.table(),
                trashed.stream());
    }

    public Plan plan() {
        Plan plan = plan(found());
        return new Plan(plan.steps().stream().filter(this::isPossible).toList(), plan.options());
    }

    /// What the server does not know at all is not offered.
    private boolean isPossible(Planned planned) {
        return switch (planned.step()) {
            case ADD_STREAM, ADD_TRASH_STREAM -> AwsFailures.ofTables(settings).guard(LOOKING, table::canStream);
            case MAKE_TRASH_TABLE -> AwsFailures.ofTables(settings).guard(LOOKING, trashTable::isPossible);
            case MAKE_BUCKET, BLOCK_PUBLIC_ACCESS, CLEAN_UNFINISHED_UPLOADS, MAKE_TABLE, ADD_INDEX, KEEP_VERSIONS ->
                true;
        };
    }

    Plan plan(ExistingParts found) {
        var steps = new ArrayList<Planned>();
        String where = " (" + settings.tablePlace() + ")";
        String rule = quoted(BucketSetup.RULE) + " (parts of uploads that never ended are removed after "
                + BucketSetup.RULE_DAYS
                + " days, those of other programs that use this bucket, too; copies made for links after "
                + BucketSetup.SHARED_DAYS + ")";
        if (!found.bucket()) {
            steps.add(new Planned(
                    SetupStep.MAKE_BUCKET,
                    "Make the bucket " + quoted(settings.bucket()) + " (" + settings.place()
                            + "), closed to the public, with the rule " + rule + "."));
        } else {
            if (!found.publicAccessBlocked()) {
                steps.add(new Planned(
                        SetupStep.BLOCK_PUBLIC_ACCESS,
                        "Block all public access to the bucket " + quoted(settings.bucket()) + "."));
            }
            if (!found.unfinishedUploadsCleaned()) {
                steps.add(new Planned(
                        SetupStep.CLEAN_UNFINISHED_UPLOADS,
                        "Add the rule " + rule + " to the bucket " + quoted(settings.bucket()) + "."));
            }
        }
        if (!found.table()) {
            steps.add(new Planned(
                    SetupStep.MAKE_TABLE,
                    "Make the table " + quoted(settings.table()) + where + ", paid per request, with the index "
                            + quoted(DynamoLists.INDEX) + " and a stream of changes."));
        } else {
            if (!found.index()) {
                steps.add(new Planned(
                        SetupStep.ADD_INDEX,
                        "Add the index " + quoted(DynamoLists.INDEX) + " to the table " + quoted(settings.table())
                                + ": one user's images, newest first, without reading the whole table."));
            }
            if (!found.stream()) {
                steps.add(new Planned(
                        SetupStep.ADD_STREAM,
                        "Add a stream of changes to the table " + quoted(settings.table())
                                + ": what others do appears here within seconds."));
            }
        }
        if (!found.trashTable()) {
            steps.add(new Planned(
                    SetupStep.MAKE_TRASH_TABLE,
                    "Make the table " + quoted(settings.trashTable()) + where
                            + ", paid per request, with a stream of changes: deleted images can be restored from it."));
        } else if (!found.trashStream()) {
            steps.add(new Planned(
                    SetupStep.ADD_TRASH_STREAM,
                    "Add a stream of changes to the table " + quoted(settings.trashTable()) + "."));
        }
        return new Plan(steps, found.versionsKept() ? List.of() : List.of(keepVersions()));
    }

    private Planned keepVersions() {
        return new Planned(
                SetupStep.KEEP_VERSIONS,
                "Keep former versions in the bucket " + quoted(settings.bucket())
                        + ": what any program overwrites or deletes " + "can be got back for "
                        + BucketSetup.VERSIONS_DAYS + " days, and is paid for until then (rule "
                        + quoted(BucketSetup.VERSIONS_RULE) + ").");
    }

    /// Blocks until everything is ready for use; an index on a large table can take minutes.
    ///
    /// @param done is called with each step as it is finished, and with what is to be said about how it was done
    public void apply(List<Planned> steps, Consumer<Planned> done) {
        for (Planned planned : steps) {
            String remark =
                    failures(planned.step()).guard("doing this: " + planned.sentence(), () -> apply(planned.step()));
            done.accept(remark.isEmpty() ? planned : new Planned(planned.step(), planned.sentence() + " " + remark));
        }
    }

    private AwsFailures failures(SetupStep step) {
        return switch (step) {
            case MAKE_BUCKET, BLOCK_PUBLIC_ACCESS, CLEAN_UNFINISHED_UPLOADS, KEEP_VERSIONS ->
                AwsFailures.ofBucket(settings);
            case MAKE_TABLE, ADD_INDEX, ADD_STREAM, MAKE_TRASH_TABLE, ADD_TRASH_STREAM ->
                AwsFailures.ofTables(settings);
        };
    }

    /// @return what is to be said about how it was done, or `""`
    private String apply(SetupStep step) {
        return switch (step) {
            case MAKE_BUCKET -> bucket.make();
            case BLOCK_PUBLIC_ACCESS -> bucket.blockPublicAccess();
            case CLEAN_UNFINISHED_UPLOADS -> done(bucket::cleanUnfinishedUploads);
            case MAKE_TABLE -> done(() -> table.make(true));
            case ADD_INDEX -> done(table::addIndex);
            case ADD_STREAM -> done(table::addStream);
            case MAKE_TRASH_TABLE -> done(() -> trash.make(false));
            case ADD_TRASH_STREAM -> done(trash::addStream);
            case KEEP_VERSIONS -> done(bucket::keepVersions);
        };
    }

    private static String done(Runnable step) {
        step.run();
        return "";
    }
}
