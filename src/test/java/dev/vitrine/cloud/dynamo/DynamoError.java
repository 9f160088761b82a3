package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What DynamoDB answers in place of a result: always with status 400 here, and in its own words.
final class DynamoError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DYNAMO = "com.amazonaws.dynamodb.v20120810#";

    private final String type;
    private final ObjectNode details;

    private DynamoError(String type, String message, ObjectNode details) {
        super(message, null, false, false);
        this.type = type;
        this.details = details;
    }

    private DynamoError(String type, String message) {
        this(type, message, JsonNodeFactory.instance.objectNode());
    }

    static DynamoError validation(String message) {
        return new DynamoError("com.amazon.coral.validate#ValidationException", message);
    }

    static DynamoError invalidValues(String message) {
        return validation("One or more parameter values were invalid: " + message);
    }

    /// The first thing that is wrong with the shape of a request.
    static DynamoError constraint(JsonNode value, String member, String constraint) {
        String shown = value.isMissingNode() || value.isNull() ? "null" : "'" + value.asText() + "'";
        return validation("1 validation error detected: Value " + shown + " at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    static DynamoError notFound(String what) {
        return new DynamoError(DYNAMO + "ResourceNotFoundException", "Requested resource not found" + what);
    }

    static DynamoError inUse(String message) {
        return new DynamoError(DYNAMO + "ResourceInUseException", message);
    }

    static DynamoError conflict() {
        return new DynamoError(DYNAMO + "TransactionConflictException", "Transaction is ongoing for the item");
    }

    static DynamoError otherParameters() {
        return new DynamoError(
                DYNAMO + "IdempotentParameterMismatchException",
                "Provided idempotency token is invalid for the given parameters");
    }

    static DynamoError trimmed() {
        return new DynamoError(
                DYNAMO + "TrimmedDataAccessException", "The data you are trying to access has been trimmed");
    }

    static DynamoError throttled() {
        return protocol("ThrottlingException", "Rate exceeded");
    }

    static DynamoError expiredIterator() {
        return new DynamoError(DYNAMO + "ExpiredIteratorException", "The shard iterator has expired");
    }

    /// Errors of the protocol itself, before any table is looked at.
    static DynamoError protocol(String name, String message) {
        return new DynamoError("com.amazon.coral.service#" + name, message);
    }

    static DynamoError conditionFailed() {
        return new DynamoError(DYNAMO + "ConditionalCheckFailedException", "The conditional request failed");
    }

    static DynamoError canceled(String message) {
        return new DynamoError(DYNAMO + "TransactionCanceledException", message);
    }

    DynamoError with(String name, JsonNode detail) {
        details.set(name, detail);
        return this;
    }

    ObjectNode body() {
        String message = type.endsWith("TransactionCanceledException") ? "Message" : "message";
        return JsonNodeFactory.instance
                .objectNode()
                .put("__type", type)
                .put(message, getMessage())
                .setAll(details);
    }
}
