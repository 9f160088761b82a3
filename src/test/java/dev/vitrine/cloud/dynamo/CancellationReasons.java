package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/// Why a transaction is not done: a reason for each of its items, in their order.
final class CancellationReasons {
    private static final String NONE = "None";

    private final ArrayNode reasons = JsonNodeFactory.instance.arrayNode();

    void none() {
        reasons.addObject().put("Code", NONE);
    }

    ObjectNode add(String code, String message) {
        return reasons.addObject().put("Code", code).put("Message", message);
    }

    void conflict() {
        add("TransactionConflict", "Transaction is ongoing for the item");
    }

    /// @throws DynamoError with all of them when there is one
    void checkAllNone() {
        String codes = reasons.valueStream()
                .map(reason -> reason.get("Code").asText())
                .collect(Collectors.joining(", ", "[", "]"));
        if (reasons.valueStream()
                .anyMatch(reason -> !reason.get("Code").asText().equals(NONE))) {
            throw DynamoError.canceled(
                            "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes)
                    .with("CancellationReasons", reasons);
        }
    }
}
