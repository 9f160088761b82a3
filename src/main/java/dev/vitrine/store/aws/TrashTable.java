package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/// Knows whether there is a trash that this account may use. Once there is one, that is not asked again; one that is
/// added later, or may be used later, counts within a minute. Where nobody may look, there may be one. Where there are
/// no transactions, there is none.
final class TrashTable {
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    /// What was found, and when.
    private record Look(TrashAccess access, Instant at) {}

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final Map<String, Look> seen = new ConcurrentHashMap<>();

    TrashTable(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
    }

    boolean exists() {
        return named() == TrashAccess.THERE;
    }

    /// True when this account may not use what the connection names as the trash: rows may be in it all the same.
    boolean isHidden() {
        return named() == TrashAccess.FORBIDDEN;
    }

    /// Also looks for a trash of the usual name that this connection does not use: rows in it are hidden from here.
    TrashAccess access() {
        String usual = settings.table() + "-trash";
        TrashAccess named = named();
        if (named == TrashAccess.FORBIDDEN || usual.equals(settings.trashTable())) {
            return named;
        }
        TrashAccess hidden = look(usual);
        if (hidden == TrashAccess.THERE) {
            return TrashAccess.FORBIDDEN;
        }
        return named == TrashAccess.THERE ? named : hidden;
    }

    /// By one that reads: whoever may read a row may do that.
    private void tryTransaction(String table) {
        var item = TransactGetItem.builder()
                .get(get -> get.tableName(table).key(DynamoItem.key("-")))
                .build();
        dynamo.transactGetItems(read -> read.transactItems(item));
    }

    private TrashAccess named() {
        return settings.hasTrashTable() ? look(settings.trashTable()) : TrashAccess.ABSENT;
    }

    private TrashAccess look(String table) {
        Look last = seen.get(table);
        Instant now = World.here().now();
        if (last == null
                || last.access() != TrashAccess.THERE
                        && Duration.between(last.at(), now).abs().compareTo(A_WHILE) > 0) {
            last = new Look(ask(table), now);
            seen.put(table, last);
        }
        return last.access();
    }

    /// False where the server knows no transactions: a row could not move to a trash, whether there is a table for
    /// it or not.
    boolean isPossible() {
        try {
            tryTransaction(settings.trashTable());
            return true;
        } catch (DynamoDbException e) {
            if (AwsErrors.isDenied(e)) {
                throw e;
            }
            return !AwsErrors.isUnsupported(e);
        }
    }

    private TrashAccess ask(String table) {
        try {
            tryTransaction(table);
            return TrashAccess.THERE;
        } catch (ResourceNotFoundException _) {
            return TrashAccess.ABSENT;
        } catch (DynamoDbException e) {
            if (AwsErrors.isUnsupported(e)) {
                return TrashAccess.ABSENT;
            }
            if (AwsErrors.isDenied(e)) {
                return TrashAccess.FORBIDDEN;
            }
            throw e;
        }
    }
}
