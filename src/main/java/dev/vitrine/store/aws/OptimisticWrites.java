package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Changes of rows without locks: each is read, and written on condition that it still is as it was read.
final class OptimisticWrites {
    private static final RetryPolicy UNTIL_UNDISTURBED =
            new RetryPolicy(8, Duration.ofMillis(5), Duration.ofMillis(500));

    private final DynamoDbClient dynamo;
    private volatile boolean comparesLists = true;

    OptimisticWrites(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /// As it is this moment, empty when there is none.
    Map<String, AttributeValue> item(String table, String imageId) {
        if (imageId.isEmpty()) {
            return Map.of();
        }
        return dynamo.getItem(
                        get -> get.tableName(table).key(DynamoItem.key(imageId)).consistentRead(true))
                .item();
    }

    /// Reads and writes again when somebody else wrote in between.
    <T> T untilUndisturbed(Function<Reads, T> readAndWrite) {
        var reads = new Reads();
        for (RetryPolicy.Attempts attempts = UNTIL_UNDISTURBED.begin(); ; ) {
            try {
                return readAndWrite.apply(reads);
            } catch (ConditionalCheckFailedException | TransactionCanceledException | TransactionConflictException e) {
                if (!isDisturbed(e)) {
                    throw e;
                }
                if (e instanceof TransactionConflictException || !isFailedCondition(e)) {
                    reads.forget();
                }
                if (!attempts.isNext()) {
                    throw new ImageException.Conflict(
                            "This image is being changed by others all the time. Try again in a moment.");
                }
            }
        }
    }

    /// The rows that one change reads, and again when it was disturbed.
    final class Reads {
        private final Map<String, Map<String, AttributeValue>> refused = new HashMap<>();

        /// A server that refused a row which is still as it was cannot compare the lists in it.
        RowVersion row(String table, String imageId) {
            Map<String, AttributeValue> item = item(table, imageId);
            if (item.equals(refused.put(table, item)) && !item.isEmpty()) {
                comparesLists = false;
            }
            return new RowVersion(item, table, comparesLists);
        }

        void forget() {
            refused.clear();
        }
    }

    /// Somebody else wrote, or writes this moment.
    private static boolean isDisturbed(DynamoDbException e) {
        return e instanceof TransactionConflictException || hasOnly(e, "ConditionalCheckFailed", "TransactionConflict");
    }

    static boolean isFailedCondition(DynamoDbException e) {
        return hasOnly(e, "ConditionalCheckFailed");
    }

    /// A transaction is also canceled for reasons that no other reading helps against: those go on as they are.
    private static boolean hasOnly(DynamoDbException e, String... reasons) {
        return !(e instanceof TransactionCanceledException cancelled)
                || cancelled.cancellationReasons().stream()
                        .map(reason -> reason.code() == null ? "None" : reason.code())
                        .filter(code -> !code.equals("None"))
                        .allMatch(List.of(reasons)::contains);
    }
}
