package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.cloud.dynamo.Operand.AttributeOperand;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What an item is asked: a condition, a filter, or the key condition of a Query.
sealed interface Condition {
    boolean holds(ObjectNode item);

    /// The paths in it, in their order.
    Stream<DocumentPath> paths();

    record And(Condition first, Condition second) implements Condition {
        @Override
        public boolean holds(ObjectNode item) {
            return first.holds(item) && second.holds(item);
        }

        @Override
        public Stream<DocumentPath> paths() {
            return Stream.concat(first.paths(), second.paths());
        }
    }

    record Or(Condition first, Condition second) implements Condition {
        @Override
        public boolean holds(ObjectNode item) {
            return first.holds(item) || second.holds(item);
        }

        @Override
        public Stream<DocumentPath> paths() {
            return Stream.concat(first.paths(), second.paths());
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(ObjectNode item) {
            return !condition.holds(item);
        }

        @Override
        public Stream<DocumentPath> paths() {
            return condition.paths();
        }
    }

    /// An operator or function with its operands: `=`, `<>`, `<`, `<=`, `>`, `>=`, `BETWEEN`, `IN`, or a function's
    /// name.
    record Test(String name, List<Operand> operands) implements Condition {
        public Test {
            operands = List.copyOf(operands);
        }

        @Override
        public Stream<DocumentPath> paths() {
            return operands.stream().flatMap(Test::paths);
        }

        private static Stream<DocumentPath> paths(Operand operand) {
            return switch (operand) {
                case AttributeOperand(DocumentPath path) -> Stream.of(path);
                case Operand.Size(Operand of) -> paths(of);
                case Operand.Literal _, Operand.IfNotExists _, Operand.ListAppend _, Operand.Sum _ -> Stream.of();
            };
        }

        @Override
        public boolean holds(ObjectNode item) {
            List<JsonNode> values =
                    operands.stream().map(operand -> operand.in(item)).toList();
            JsonNode first = values.getFirst();
            JsonNode second = values.get(values.size() - 1);
            return switch (name) {
                case "=" -> equal(first, second);
                case "<>" -> !equal(first, second);
                case "<" -> AttributeValues.isOrdered(first, second) && AttributeValues.compare(first, second) < 0;
                case "<=" -> isAtMost(first, second);
                case ">" -> AttributeValues.isOrdered(first, second) && AttributeValues.compare(first, second) > 0;
                case ">=" -> isAtMost(second, first);
                case "BETWEEN" -> isAtMost(values.get(1), first) && isAtMost(first, second);
                case "IN" -> values.stream().skip(1).anyMatch(each -> equal(first, each));
                case "attribute_exists" -> !first.isMissingNode();
                case "attribute_not_exists" -> first.isMissingNode();
                case "attribute_type" ->
                    AttributeValues.type(first)
                            .equals(AttributeValues.content(second).asText());
                case "begins_with" -> beginsWith(first, second);
                case "contains" -> contains(first, second);
                default -> throw new IllegalStateException(name);
            };
        }

        private static boolean equal(JsonNode a, JsonNode b) {
            return !a.isMissingNode() && a.equals(b);
        }

        private static boolean isAtMost(JsonNode a, JsonNode b) {
            return AttributeValues.isOrdered(a, b) && AttributeValues.compare(a, b) <= 0;
        }

        private static boolean beginsWith(JsonNode value, JsonNode start) {
            if (!AttributeValues.isOrdered(value, start)) {
                return false;
            }
            return switch (AttributeValues.type(value)) {
                case "S" ->
                    AttributeValues.content(value)
                            .asText()
                            .startsWith(AttributeValues.content(start).asText());
                case "B" -> indexOf(AttributeValues.binary(value), AttributeValues.binary(start)) == 0;
                default -> false;
            };
        }

        private static boolean contains(JsonNode value, JsonNode part) {
            String type = AttributeValues.type(value);
            String partType = AttributeValues.type(part);
            return switch (type) {
                case "S" ->
                    partType.equals("S")
                            && AttributeValues.content(value)
                                    .asText()
                                    .contains(AttributeValues.content(part).asText());
                case "B" ->
                    partType.equals("B") && indexOf(AttributeValues.binary(value), AttributeValues.binary(part)) >= 0;
                case "SS", "NS", "BS" ->
                    type.startsWith(partType)
                            && partType.length() == 1
                            && AttributeValues.content(value)
                                    .valueStream()
                                    .anyMatch(AttributeValues.content(part)::equals);
                case "L" -> AttributeValues.content(value).valueStream().anyMatch(part::equals);
                default -> false;
            };
        }

        private static int indexOf(byte[] all, byte[] part) {
            for (int i = 0; i + part.length <= all.length; i++) {
                if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
