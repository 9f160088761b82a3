package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Tries out, one by one, everything that a library needs to be allowed to do, without leaving a trace.
///
/// Writes to a table carry a condition that cannot hold: being refused for the condition shows that writing is allowed.
/// In the bucket one tiny object under `.vitrine/check/` comes and goes.
public final class AwsPermissions {
    private static final String NEVER = "attribute_exists(image_id) AND attribute_not_exists(image_id)";

    private static final String NO_TRANSACTIONS =
            "This server knows no transactions, by which rows move to a trash and back: deleting is permanent.";

    private final AwsClients clients;
    private final AwsSettings settings;
    private final String probe = ".vitrine/check/" + World.here().uuid();
    private final String absentId = "vitrine-check-" + World.here().uuid();

    public AwsPermissions(AwsClients clients) {
        this.clients = clients;
        this.settings = clients.settings();
    }

    /// Blocks for a second or so.
    ///
    /// @param reported each permission as soon as it is known
    public List<Permission> check(Consumer<Permission> reported) {
        var permissions = new ArrayList<Permission>();
        for (Ability ability : Ability.values()) {
            Permission permission = permission(ability);
            permissions.add(permission);
            reported.accept(permission);
        }
        return permissions;
    }

    private Permission permission(Ability ability) {
        List<String> actions = actions(ability);
        try {
            String lacking = failures(ability).guard("trying out " + String.join(", ", actions), () -> tried(ability));
            return new Permission(ability, lacking.isEmpty() ? Outcome.FINE : Outcome.LESS, actions, lacking);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            return new Permission(ability, isNeeded(ability) ? Outcome.MISSING : Outcome.LESS, actions, e.getMessage());
        }
    }

    private static boolean isNeeded(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET, STORE_BYTES, READ_BYTES, DELETE_BYTES, READ_ROWS, WRITE_ROWS -> true;
            case LIST_BY_USER, USE_TRASH, FOLLOW_CHANGES -> false;
        };
    }

    private AwsFailures failures(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET, STORE_BYTES, READ_BYTES, DELETE_BYTES -> AwsFailures.ofBucket(settings);
            case READ_ROWS, WRITE_ROWS, LIST_BY_USER, USE_TRASH, FOLLOW_CHANGES -> AwsFailures.ofTables(settings);
        };
    }

    private static List<String> actions(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET -> List.of("s3:ListBucket");
            case STORE_BYTES -> List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");
            case READ_BYTES -> List.of("s3:GetObject");
            case DELETE_BYTES -> List.of("s3:DeleteObject");
            case READ_ROWS ->
                List.of("dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan");
            case WRITE_ROWS -> List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
            case LIST_BY_USER -> List.of("dynamodb:Query");
            case USE_TRASH -> List.of("dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem");
            case FOLLOW_CHANGES ->
                List.of("dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords");
        };
    }

    /// What is lacking though nothing was forbidden, or `""`.
    private String tried(Ability ability) {
        return switch (ability) {
            case REACH_BUCKET -> done(() -> clients.s3().headBucket(head -> head.bucket(settings.bucket())));
            case STORE_BYTES -> storeBytes();
            case READ_BYTES -> done(this::readBytes);
            case DELETE_BYTES ->
                done(() -> clients.s3()
                        .deleteObject(delete -> delete.bucket(settings.bucket()).key(probe)));
            case READ_ROWS -> done(this::readRows);
            case WRITE_ROWS -> done(() -> writeRows(settings.table()));
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
        String upload = clients.s3()
                .createMultipartUpload(
                        create -> create.bucket(settings.bucket()).key(probe))
                .uploadId();
        try {
            clients.s3()
                    .listParts(list -> list.bucket(settings.bucket()).key(probe).uploadId(upload));
        } finally {
            clients.s3()
                    .abortMultipartUpload(
                            abort -> abort.bucket(settings.bucket()).key(probe).uploadId(upload));
        }
        return lacking;
    }

    private String storeProbe() {
        RequestBody one = RequestBody.fromBytes(new byte[] {1});
        try {
            clients.s3()
                    .putObject(put -> put.bucket(settings.bucket()).key(probe).ifNoneMatch("*"), one);
            return "";
        } catch (S3Exception e) {
            if (!AwsFailures.isUnsupported(e)) {
                throw e;
            }
            clients.writeConditions().forget();
            clients.s3().putObject(put -> put.bucket(settings.bucket()).key(probe), one);
            return "This server cannot write on the condition that nothing is there: Vitrine looks before each upload.";
        }
    }

    /// For a reader, who could store nothing, a missing object is as good an answer as its bytes.
    private void readBytes() {
        try {
            clients.s3().getObjectAsBytes(get -> get.bucket(settings.bucket()).key(probe));
        } catch (S3Exception e) {
            if (!AwsFailures.codeOf(e).equals("NoSuchKey")) {
                throw e;
            }
        }
    }

    private void readRows() {
        new TableSetup(clients, settings.table()).found();
        var keys = KeysAndAttributes.builder()
                .keys(List.of(DynamoItem.key(absentId)))
                .build();
        clients.dynamo().getItem(get -> get.tableName(settings.table()).key(DynamoItem.key(absentId)));
        clients.dynamo().batchGetItem(get -> get.requestItems(Map.of(settings.table(), keys)));
        clients.dynamo().scan(scan -> scan.tableName(settings.table()).limit(1));
    }

    private void writeRows(String table) {
        Map<String, AttributeValue> key = DynamoItem.key(absentId);
        refused(() ->
                clients.dynamo().putItem(put -> put.tableName(table).item(key).conditionExpression(NEVER)));
        refused(() -> clients.dynamo()
                .updateItem(update -> update.tableName(table).key(key).conditionExpression(NEVER)));
        refused(() -> clients.dynamo()
                .deleteItem(delete -> delete.tableName(table).key(key).conditionExpression(NEVER)));
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
        return "";
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
