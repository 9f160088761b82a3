package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The expressions of one request, read and checked together, because they share their names and values.
final class Expressions {
    private static final String UPDATE = "UpdateExpression";
    private static final String PROJECTION = "ProjectionExpression";

    private final Map<String, Condition> conditions = new TreeMap<>();
    private Optional<Update> update = Optional.empty();
    private Optional<List<DocumentPath>> projection = Optional.empty();

    /// @param members the expressions that such a request can have
    Expressions(Request request, List<String> members) {
        boolean hasAny = members.stream().anyMatch(request::has);
        List<String> withValues =
                members.stream().filter(member -> !member.equals(PROJECTION)).toList();
        if (request.has("ExpressionAttributeNames") && !hasAny) {
            throw DynamoError.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (request.has("ExpressionAttributeValues") && withValues.stream().noneMatch(request::has)) {
            throw DynamoError.validation("ExpressionAttributeValues can only be specified when using expressions: "
                    + withValues.stream().collect(Collectors.joining(" and "))
                    + (withValues.size() > 1 ? " are null" : " is null"));
        }
        var aliases = new ExpressionAliases(request.json());
        for (String member : members) {
            if (request.has(member)) {
                String text = request.text(member);
                switch (member) {
                    case UPDATE -> update = Optional.of(ExpressionParser.update(member, text, aliases));
                    case PROJECTION -> projection = Optional.of(ExpressionParser.projection(member, text, aliases));
                    default -> conditions.put(member, ExpressionParser.condition(member, text, aliases));
                }
            }
        }
        aliases.checkAllUsed();
    }

    Optional<Condition> condition(String member) {
        return Optional.ofNullable(conditions.get(member));
    }

    Optional<Update> update() {
        return update;
    }

    Optional<List<DocumentPath>> projection() {
        return projection;
    }

    ObjectNode projected(ObjectNode item) {
        return projection.map(paths -> DocumentPath.project(item, paths)).orElse(item);
    }
}
