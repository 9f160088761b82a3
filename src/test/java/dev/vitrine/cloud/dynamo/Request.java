package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The body of a request, or a part of it, with the checks that come before anything is looked up.
record Request(JsonNode json) {
    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_NAME = 255;

    /// @param members that are understood here; a model that ignored others would promise what it does not keep
    Request(JsonNode json, Set<String> members) {
        this(json);
        json.fieldNames().forEachRemaining(member -> {
            if (!members.contains(member)) {
                throw DynamoError.validation("This model of DynamoDB does not know “" + member + "” here.");
            }
        });
    }

    boolean has(String member) {
        return json.hasNonNull(member);
    }

    JsonNode get(String member) {
        return json.path(member);
    }

    String text(String member) {
        return json.path(member).asText();
    }

    JsonNode required(String member) {
        if (!has(member)) {
            throw DynamoError.constraint(json.path(member), camel(member), "Member must not be null");
        }
        return json.get(member);
    }

    String tableName() {
        int length = required("TableName").asText().length();
        if (length < SHORTEST_NAME || length > LONGEST_NAME) {
            throw DynamoError.validation(
                    "TableName must be at least 3 characters long and at most 255 characters long");
        }
        return name("TableName");
    }

    String name(String member) {
        JsonNode name = required(member);
        if (!TABLE.matcher(name.asText()).matches()) {
            throw DynamoError.constraint(
                    name, camel(member), "Member must satisfy regular expression pattern: " + TABLE.pattern());
        }
        if (name.asText().length() < SHORTEST_NAME) {
            throw DynamoError.constraint(
                    name, camel(member), "Member must have length greater than or equal to " + SHORTEST_NAME);
        }
        if (name.asText().length() > LONGEST_NAME) {
            throw DynamoError.constraint(
                    name, camel(member), "Member must have length less than or equal to " + LONGEST_NAME);
        }
        return name.asText();
    }

    /// @return the first of the values when nothing is said
    String oneOf(String member, List<String> values) {
        if (!has(member)) {
            return values.getFirst();
        }
        if (!values.contains(text(member))) {
            throw DynamoError.constraint(get(member), camel(member), "Member must satisfy enum value set: " + values);
        }
        return text(member);
    }

    Optional<Integer> number(String member, int min, int max) {
        if (!has(member)) {
            return Optional.empty();
        }
        int number = get(member).asInt();
        if (number < min) {
            throw DynamoError.constraint(
                    get(member), camel(member), "Member must have value greater than or equal to " + min);
        }
        if (number > max) {
            throw DynamoError.constraint(
                    get(member), camel(member), "Member must have value less than or equal to " + max);
        }
        return Optional.of(number);
    }

    /// @throws DynamoError when there are fewer or more elements
    JsonNode list(String member, int min, int max) {
        JsonNode list = required(member);
        if (list.size() < min) {
            throw DynamoError.constraint(
                    list, camel(member), "Member must have length greater than or equal to " + min);
        }
        if (list.size() > max) {
            throw DynamoError.constraint(list, camel(member), "Member must have length less than or equal to " + max);
        }
        return list;
    }

    private static String camel(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
