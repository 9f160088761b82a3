package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore.TrashAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Knows whether there is a trash that this account may use. Asked once; a trash that is added later counts from the
/// next connection on. Where nobody may look, there may be one.
final class TrashTable {
    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final Map<String, TrashAccess> seen = new ConcurrentHashMap<>();

    TrashTable(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
    }

    boolean exists() {
        return named() == TrashAccess.THERE;
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

    private TrashAccess named() {
        return settings.hasTrashTable() ? look(settings.trashTable()) : TrashAccess.ABSENT;
    }

    private TrashAccess look(String table) {
        TrashAccess known = seen.get(table);
        if (known == null) {
            known = ask(table);
            seen.put(table, known);
        }
        return known;
    }

    private TrashAccess ask(String table) {
        try {
            dynamo.getItem(get -> get.tableName(table).key(DynamoItem.key("-")).consistentRead(true));
            return TrashAccess.THERE;
        } catch (ResourceNotFoundException _) {
            return TrashAccess.ABSENT;
        } catch (DynamoDbException e) {
            if (AwsFailures.codeOf(e).equals("AccessDeniedException")) {
                return TrashAccess.FORBIDDEN;
            }
            throw e;
        }
    }
}
