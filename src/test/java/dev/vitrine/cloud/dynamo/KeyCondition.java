package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.cloud.dynamo.Operand.AttributeOperand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which partition a Query reads, and which of its rows.
///
/// @param all holds for the rows that are read
record KeyCondition(JsonNode partition, Condition all) {
    private static final Set<String> FUNCTIONS = Set.of("begins_with");

    static KeyCondition of(Condition condition, KeySchema schema) {
        Map<String, Condition.Test> tests = new HashMap<>();
        collect(condition, tests);
        if (tests.size() > 2) {
            throw DynamoError.validation("Conditions can be of length 1 or 2 only");
        }
        if (tests.size() > schema.names().size()) {
            throw DynamoError.validation("Query key condition not supported");
        }
        for (String name : schema.names()) {
            if (!tests.containsKey(name) && (name.equals(schema.hash()) || tests.size() > 1)) {
                throw DynamoError.validation("Query condition missed key schema element: " + name);
            }
        }
        schema.elements().forEach(element -> checkTypes(tests.get(element.name()), element.type()));
        Condition.Test hash = tests.get(schema.hash());
        if (!hash.name().equals("=")) {
            throw DynamoError.validation("Query key condition not supported");
        }
        return new KeyCondition(value(hash), condition);
    }

    private static JsonNode value(Condition.Test test) {
        return test.operands().stream()
                .filter(Operand.Literal.class::isInstance)
                .map(operand -> ((Operand.Literal) operand).value())
                .findFirst()
                .orElseThrow();
    }

    private static void collect(Condition condition, Map<String, Condition.Test> tests) {
        switch (condition) {
            case Condition.And(Condition first, Condition second) -> {
                collect(first, tests);
                collect(second, tests);
            }
            case Condition.Or _ -> throw invalidOperator("OR");
            case Condition.Not _ -> throw invalidOperator("NOT");
            case Condition.Test test -> {
                if (tests.put(attribute(test), test) != null) {
                    throw DynamoError.validation("KeyConditionExpressions must only contain one condition per key");
                }
            }
        }
    }

    private static DynamoError invalidOperator(String operator) {
        return DynamoError.validation("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static String attribute(Condition.Test test) {
        boolean isFunction = Character.isLowerCase(test.name().charAt(0));
        if (test.name().equals("<>") || test.name().equals("IN") || isFunction && !FUNCTIONS.contains(test.name())) {
            throw invalidOperator(test.name());
        }
        if (test.operands().stream().anyMatch(Operand.Size.class::isInstance)) {
            throw DynamoError.validation("KeyConditionExpressions cannot contain nested operations");
        }
        List<DocumentPath> paths = test.paths().toList();
        if (paths.isEmpty()) {
            throw DynamoError.validation("Invalid condition in KeyConditionExpression: No key attribute specified");
        }
        if (paths.size() > 1) {
            throw DynamoError.validation(
                    "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
        }
        if (paths.getFirst().isNested()) {
            throw DynamoError.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (test.operands().size() > 2 || isFunction) {
            if (!(test.operands().getFirst() instanceof AttributeOperand)) {
                throw DynamoError.validation("Invalid condition in KeyConditionExpression: " + test.name()
                        + " operator must have the key attribute as its first operand");
            }
        }
        return paths.getFirst().attribute();
    }

    private static void checkTypes(Condition.@org.jspecify.annotations.Nullable Test test, String type) {
        boolean fits = test == null
                || test.operands().stream()
                        .map(Operand::knownType)
                        .allMatch(known -> known.isEmpty() || known.equals(type));
        if (!fits) {
            throw DynamoError.invalidValues("Condition parameter type does not match schema type");
        }
    }
}
