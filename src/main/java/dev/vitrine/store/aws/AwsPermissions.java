package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Tries out, one by one, everything that a library needs to be allowed to do, without leaving a trace.
///
/// Writes to a table carry a condition that cannot hold: being refused for the condition shows that writing is
/// allowed. In the bucket one tiny object under `.vitrine/check/` comes and goes; it stays where nothing can be
/// deleted, and is found there the next time.
public final class AwsPermissions {
    /// One name for all who try: where nothing can be deleted, it is left once.
    static final String PROBE = ObjectKey.OWN + "check/probe";

    private static final System.Logger LOG = System.getLogger(AwsPermissions.class.getName());
    private static final String NEVER = "attribute_exists(image_id) AND attribute_not_exists(image_id)";

    private static final String NO_TRANSACTIONS =
            "This server knows no transactions, by which rows move to a trash and back: deleting is permanent.";

    private final AwsClients clients;
    private final AwsSettings settings;
    private final String absentId = "vitrine-check-" + World.here().uuid();
    private final Map<String, AttributeValue> absent = DynamoItem.key(absentId);

    public AwsPermissions(AwsClients clients) {
        this.clients = clients;
        this.settings = clients.settings();
    }

    /// Blocks for a second or so.
    ///
    /// @param reported each permission as soon as it is known
    public List<Permission> check(Consumer<Permission> reported) {
        return check(EnumSet.allOf(Ability.class), reported);
    }

    /// Tries only these.
    public List<Permission> check(Set<Ability> abilities, Consumer<Permission> reported) {
        var permissions = new ArrayList<Permission>();
        for (Ability ability : EnumSet.copyOf(abilities)) {
            Permission permission = permission(ability);
            permissions.add(permission);
            reported.accept(permission);
        }
        return permissions;
    }

    private Permission permission(Ability ability) {
        return switch (ability) {
            case WRITE_ROWS -> eachWrite();
            case BRING_BACK -> bringBack();
            case REACH_BUCKET,
                    STORE_BYTES,
                    DELETE_BYTES,
                    READ_BYTES,
                    READ_ROWS,
                    LIST_BY_USER,
                    USE_TRASH,
                    FOLLOW_CHANGES -> all(ability);
        };
    }

    /// An account may add and not take away.
    private Permission eachWrite() {
        List<String> actions = actions(Ability.WRITE_ROWS);
        List<Runnable> writes = writeRows();
        var refused = new ArrayList<String>();
        String reason = "";
        for (int i = 0; i < actions.size(); i++) {
            try {
                failures(Ability.WRITE_ROWS).run("trying out " + actions.get(i), writes.get(i));
            } catch (ImageException.Denied e) {
                if (!e.isMissingRight()) {
                    return new Permission(Ability.WRITE_ROWS, Outcome.MISSING, actions, e.getMessage());
                }
                refused.add(actions.get(i));
                reason = reason.isEmpty() ? e.getMessage() : reason;
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (ImageException e) {
                return new Permission(Ability.WRITE_ROWS, Outcome.MISSING, actions, e.getMessage());
            }
        }
        if (refused.equals(List.of("dynamodb:UpdateItem"))) {
            refused.clear(); // whoever may put rows may replace them
            reason = "";
        }
        Outcome outcome = refused.isEmpty() ? Outcome.FINE : Outcome.REFUSED;
        return new Permission(Ability.WRITE_ROWS, outcome, actions, reason, refused);
    }

    /// The right to it is optional: only what lies in an archive needs it. The tiny object lies in none, so that
    /// being told so shows that asking is allowed; a server that knows no archive has nothing to bring back.
    private Permission bringBack() {
        List<String> actions = actions(Ability.BRING_BACK);
        try {
            AwsFailures.ofBucket(settings)
                    .run(
                            "trying out s3:RestoreObject",
                            () -> clients.s3()
                                    .restoreObject(restore -> restore.bucket(settings.bucket())
                                            .key(PROBE)
                                            .restoreRequest(days -> days.days(1))));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            if (e.isMissingRight()) {
                return new Permission(
                        Ability.BRING_BACK,
                        Outcome.LESS,
                        actions,
                        "Originals in an archive cannot be brought back from here. " + e.getMessage(),
                        actions);
            }
            Permission bucket = all(Ability.REACH_BUCKET);
            if (bucket.outcome() == Outcome.MISSING) { // what keeps all of it away says nothing of an archive
                return new Permission(Ability.BRING_BACK, Outcome.LESS, actions, bucket.reason());
            }
            LOG.log(Level.DEBUG, "There is no archive, or nothing of it in the way", e);
        }
        return new Permission(Ability.BRING_BACK, Outcome.FINE, actions, "");
    }

    private Permission all(Ability ability) {
        List<String> actions = actions(ability);
        try {
            String lacking = failures(ability).guard("trying out " + String.join(", ", actions), () -> tried(ability));
            return new Permission(ability, lacking.isEmpty() ? Outcome.FINE : Outcome.LESS, actions, lacking);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            return new Permission(ability, without(ability, e), actions, e.getMessage());
        }
    }

    private static Outcome without(Ability ability, ImageException e) {
        boolean isRefused = e.isMissingRight();
        return switch (ability) {
            case READ_BYTES, READ_ROWS -> Outcome.MISSING;
            case REACH_BUCKET, STORE_BYTES, DELETE_BYTES, WRITE_ROWS -> isRefused ? Outcome.REFUSED : Outcome.MISSING;
            case LIST_BY_USER, USE_TRASH, FOLLOW_CHANGES, BRING_BACK -> isRefused ? Outcome.REFUSED : Outcome.LESS;
        };
    }

    private AwsFailures failures(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET, STORE_BYTES, READ_BYTES, DELETE_BYTES, BRING_BACK -> AwsFailures.ofBucket(settings);
            case READ_ROWS, WRITE_ROWS, LIST_BY_USER, USE_TRASH, FOLLOW_CHANGES -> AwsFailures.ofTables(settings);
        };
    }

    private static List<String> actions(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET -> List.of("s3:ListBucket");
            case STORE_BYTES -> List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");
            case READ_BYTES -> List.of("s3:GetObject");
            case DELETE_BYTES -> List.of("s3:DeleteObject");
            case BRING_BACK -> List.of("s3:RestoreObject");
            case READ_ROWS ->
                List.of("dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan");
            case WRITE_ROWS -> List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
            case LIST_BY_USER -> List.of("dynamodb:Query");
            case USE_TRASH ->
                List.of(
                        "dynamodb:PutItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:UpdateItem");
            case FOLLOW_CHANGES ->
                List.of("dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords");
        };
    }

    /// What is lacking though nothing was forbidden, or `""`.
    private String tried(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET -> done(() -> clients.s3().headBucket(head -> head.bucket(settings.bucket())));
            case STORE_BYTES -> storeBytes();
            case READ_BYTES -> readBytes();
            case DELETE_BYTES ->
                done(() -> clients.s3()
                        .deleteObject(delete -> delete.bucket(settings.bucket()).key(PROBE)));
            case READ_ROWS -> done(this::readRows);
            case WRITE_ROWS -> done(() -> writeRows().forEach(Runnable::run));
            case BRING_BACK -> done(this::bringBack);
            case LIST_BY_USER -> listByUser();
            case USE_TRASH -> useTrash();
            case FOLLOW_CHANGES -> followChanges();
        };
    }

    private static String done(Runnable call) {
        call.run();
        return "";
    }

    private String storeBytes() {
        String lacking = storeProbe();
        try {
            storeInParts();
        } catch (S3Exception e) {
            if (e.statusCode() != 403) {
                throw e;
            }
            return "Large images that were stopped on their way begin again, and leave parts behind: "
                    + "continuing or ending an upload in parts is not allowed.";
        }
        return lacking;
    }

    private void storeInParts() {
        String upload = clients.s3()
                .createMultipartUpload(
                        create -> create.bucket(settings.bucket()).key(PROBE))
                .uploadId();
        try {
            clients.s3()
                    .listParts(list -> list.bucket(settings.bucket()).key(PROBE).uploadId(upload));
        } finally {
            clients.s3()
                    .abortMultipartUpload(
                            abort -> abort.bucket(settings.bucket()).key(PROBE).uploadId(upload));
        }
    }

    private String storeProbe() {
        try {
            putProbe(clients, "*");
            return "";
        } catch (S3Exception e) {
            if (e.statusCode() == 412) { // left by somebody: that one may write was looked at before
                return "";
            }
            if (!AwsErrors.isUnsupported(e)) {
                throw e;
            }
            clients.writeConditions().forget();
            putProbe(clients, null);
            return "This server cannot write on the condition that nothing is there: Vitrine looks before each upload.";
        }
    }

    /// With its checksum, as everything that is stored: a bucket that locks objects takes none without.
    ///
    /// @param ifNoneMatch `null` to replace what is there
    static void putProbe(AwsClients clients, @Nullable String ifNoneMatch) {
        var one = new byte[] {1};
        clients.s3()
                .putObject(
                        put -> put.bucket(clients.settings().bucket())
                                .key(PROBE)
                                .checksumSHA256(Checksum.of(Sha256.of(one)))
                                .ifNoneMatch(ifNoneMatch),
                        RequestBody.fromBytes(one));
    }

    /// For a reader, who could store nothing, a missing object is as good an answer as its bytes; whoever may not
    /// list a bucket is not even told that it is missing.
    private String readBytes() {
        try {
            clients.s3().getObjectAsBytes(get -> get.bucket(settings.bucket()).key(PROBE));
            return "";
        } catch (S3Exception e) {
            if (AwsErrors.codeOf(e).equals("NoSuchKey")) {
                return "";
            }
            if (e.statusCode() != 403) {
                throw e;
            }
            Optional<ObjectKey> known = someOriginal();
            if (known.isEmpty()) {
                return "Whether images may be read cannot be tried: there are none yet, and this account may not see what is missing.";
            }
            clients.s3()
                    .getObjectAsBytes(get -> get.bucket(settings.bucket())
                            .key(known.get().path())
                            .range("bytes=0-0"));
            return "";
        }
    }

    private Optional<ObjectKey> someOriginal() {
        try {
            return clients
                    .dynamo()
                    .scan(scan -> scan.tableName(settings.table()).limit(20))
                    .items()
                    .stream()
                    .map(item -> DynamoItem.read(item, settings, settings.table()))
                    .flatMap(Optional::stream)
                    .map(ImageRecord::readKey)
                    .findFirst();
        } catch (DynamoDbException _) {
            return Optional.empty(); // said where rows are tried
        }
    }

    /// A description, and many rows at once, are convenient; nothing depends on them.
    private void readRows() {
        try {
            new TableSetup(clients, settings.table()).found();
        } catch (DynamoDbException e) {
            requireDenied(e);
        }
        clients.dynamo().getItem(get -> get.tableName(settings.table()).key(absent));
        clients.dynamo().scan(scan -> scan.tableName(settings.table()).limit(1));
    }

    private static void requireDenied(DynamoDbException e) {
        if (!AwsErrors.isDenied(e)) {
            throw e;
        }
    }

    /// One for each of its actions.
    private List<Runnable> writeRows() {
        String table = settings.table();
        return List.of(
                () -> refused(() -> clients.dynamo()
                        .putItem(put -> put.tableName(table).item(absent).conditionExpression(NEVER))),
                () -> refused(() -> clients.dynamo()
                        .updateItem(
                                update -> update.tableName(table).key(absent).conditionExpression(NEVER))),
                () -> refused(() -> clients.dynamo()
                        .deleteItem(
                                delete -> delete.tableName(table).key(absent).conditionExpression(NEVER))));
    }

    private String listByUser() {
        if (new DynamoLists(clients).canList(absentId)) {
            return "";
        }
        return new TableSetup(clients, settings.table()).found().index()
                ? "The index " + quoted(DynamoLists.INDEX)
                        + " of the table has other keys than user_id and created_at, or lacks "
                        + "attributes, or may not be used: listing one user's images reads the whole table. Remove that "
                        + "index and let “Set up” make it, or ask for the right to it."
                : "The table has no index: listing one user's images reads the whole table. “Set up” can add it.";
    }

    private String useTrash() {
        if (!settings.hasTrashTable()) {
            return "No trash table is named: deleting is permanent.";
        }
        try {
            clients.dynamo().getItem(get -> get.tableName(settings.trashTable()).key(DynamoItem.key(absentId)));
        } catch (ResourceNotFoundException _) {
            return new TrashTable(clients).isPossible()
                    ? "There is no table " + quoted(settings.trashTable())
                            + ": deleting is permanent. “Set up” can add it."
                    : NO_TRANSACTIONS;
        }
        if (!new TrashTable(clients).isPossible()) {
            return NO_TRANSACTIONS;
        }
        refused(() -> clients.dynamo()
                .transactWriteItems(write -> write.transactItems(
                        TransactWriteItem.builder()
                                .put(Put.builder()
                                        .tableName(settings.trashTable())
                                        .item(DynamoItem.key(absentId))
                                        .conditionExpression(NEVER)
                                        .build())
                                .build(),
                        TransactWriteItem.builder()
                                .conditionCheck(check -> check.tableName(settings.table())
                                        .key(DynamoItem.key(absentId))
                                        .conditionExpression(NEVER))
                                .build())));
        refused(() -> clients.dynamo()
                .deleteItem(delete -> delete.tableName(settings.trashTable())
                        .key(DynamoItem.key(absentId))
                        .conditionExpression(NEVER)));
        return tellOthers();
    }

    private String tellOthers() {
        try {
            refused(() -> clients.dynamo()
                    .updateItem(update ->
                            update.tableName(settings.trashTable()).key(absent).conditionExpression(NEVER)));
            return "";
        } catch (DynamoDbException e) {
            requireDenied(e);
            return "Other windows hear later of what is changed here: changing items of the trash table is not allowed.";
        }
    }

    private String followChanges() {
        var feed = new DynamoFeed(clients, new TrashTable(clients));
        Optional<String> position = feed.end();
        if (position.isPresent()) {
            return done(() -> feed.after(position.get()));
        }
        return new TableSetup(clients, settings.table()).canStream()
                ? "The table has no stream: what others do appears only when everything is read again. “Set up” can add it."
                : "This server knows no streams: what others do appears only when everything is read again.";
    }

    private static void refused(Runnable write) {
        try {
            write.run();
        } catch (ConditionalCheckFailedException _) {
            // As intended: allowed, but for the condition.
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().noneMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
                throw e;
            }
        }
    }
}
