package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Knows whether there is a trash that this account may use. Asked once; a trash that is added later counts from the
/// next connection on.
final class TrashTable {
    private enum State {
        UNKNOWN,
        THERE,
        MISSING
    }

    private final DynamoDbClient dynamo;
    private final AwsSettings settings;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

    TrashTable(AwsClients clients) {
        this.dynamo = clients.dynamo();
        this.settings = clients.settings();
    }

    boolean exists() {
        if (state.get() == State.UNKNOWN) {
            state.set(settings.hasTrashTable() && answers() ? State.THERE : State.MISSING);
        }
        return state.get() == State.THERE;
    }

    private boolean answers() {
        try {
            dynamo.getItem(get -> get.tableName(settings.trashTable())
                    .key(DynamoItem.key("-"))
                    .consistentRead(true));
            return true;
        } catch (ResourceNotFoundException _) {
            return false;
        } catch (DynamoDbException e) {
            if (AwsFailures.codeOf(e).equals("AccessDeniedException")) {
                return false;
            }
            throw e;
        }
    }
}
