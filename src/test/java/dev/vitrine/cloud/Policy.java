package dev.vitrine.cloud;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// What an account may do: some operations of a service are refused as AWS refuses them, and written down.
public final class Policy implements WireModel {
    /// Everything that changes anything.
    public static final Predicate<String> WRITES =
            List.of("PUT", "POST", "DELETE", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")::contains;

    private final WireModel model;
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> denied;

    /// @param denied by the name of a DynamoDB operation, or the method of a request to S3
    public Policy(WireModel model, Predicate<String> denied) {
        this.model = model;
        this.denied = denied;
    }

    public void deny(Predicate<String> operations) {
        denied = operations;
    }

    /// In order: the operation, and what it was asked of.
    public List<String> refused() {
        return refused;
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        String target = request.header("x-amz-target").orElse("");
        String operation = target.isEmpty() ? request.method() : target.substring(target.indexOf('.') + 1);
        if (!denied.test(operation)) {
            return model.answer(request);
        }
        refused.add(target.isEmpty() ? operation + " " + request.path() : operation);
        return target.isEmpty()
                ? answer(
                        403,
                        "application/xml",
                        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
                : answer(
                        400,
                        "application/x-amz-json-1.0",
                        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"User: reader is not authorized to perform: dynamodb:"
                                + operation + "\"}");
    }

    private static WireAnswer answer(int status, String type, String body) {
        return new WireAnswer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
