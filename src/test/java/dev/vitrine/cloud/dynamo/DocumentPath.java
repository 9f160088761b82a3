package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where in an item something is: `tags[0].name`.
record DocumentPath(List<Step> steps) {
    /// A name in a map, or a place in a list.
    sealed interface Step extends Comparable<Step> {
        record Name(String name) implements Step {}

        record Place(int place) implements Step {}

        @Override
        default int compareTo(Step other) {
            return this instanceof Place(int mine) && other instanceof Place(int theirs)
                    ? Integer.compare(mine, theirs)
                    : toString().compareTo(other.toString());
        }
    }

    /// What is removed in this order leaves the places of the others as they are.
    static final Comparator<DocumentPath> LAST_FIRST = (a, b) -> {
        for (int i = 0; i < Math.min(a.steps.size(), b.steps.size()); i++) {
            int order = b.steps.get(i).compareTo(a.steps.get(i));
            if (order != 0) {
                return order;
            }
        }
        return b.steps.size() - a.steps.size();
    };

    DocumentPath {
        steps = List.copyOf(steps);
    }

    String attribute() {
        return ((Step.Name) steps.getFirst()).name();
    }

    boolean isNested() {
        return steps.size() > 1;
    }

    /// @return a missing node where there is nothing
    JsonNode in(ObjectNode item) {
        JsonNode value = item.path(attribute());
        for (Step step : steps.subList(1, steps.size())) {
            value = switch (step) {
                case Step.Name(String name) -> value.path("M").path(name);
                case Step.Place(int place) -> value.path("L").path(place);
            };
        }
        return value;
    }

    void set(ObjectNode item, JsonNode value) {
        switch (steps.getLast()) {
            case Step.Name(String name) -> map(item).set(name, value);
            case Step.Place(int place) -> {
                ArrayNode list = list(item);
                if (place < list.size()) {
                    list.set(place, value);
                } else {
                    list.add(value);
                }
            }
        }
    }

    void remove(ObjectNode item) {
        switch (steps.getLast()) {
            case Step.Name(String name) -> map(item).remove(name);
            case Step.Place(int place) -> list(item).remove(place);
        }
    }

    private ObjectNode map(ObjectNode item) {
        return isNested() ? container(parent().in(item).path("M"), ObjectNode.class) : item;
    }

    private ArrayNode list(ObjectNode item) {
        return container(parent().in(item).path("L"), ArrayNode.class);
    }

    private DocumentPath parent() {
        return new DocumentPath(steps.subList(0, steps.size() - 1));
    }

    private static <T> T container(JsonNode node, Class<T> type) {
        if (!type.isInstance(node)) {
            throw DynamoError.validation("The document path provided in the update expression is invalid for update");
        }
        return type.cast(node);
    }

    /// @param all of one expression, in its order
    /// @throws DynamoError when one lies in another, or takes a list for a map
    static void checkApart(List<DocumentPath> all) {
        for (int i = 0; i < all.size(); i++) {
            for (DocumentPath earlier : all.subList(0, i)) {
                earlier.checkApart(all.get(i));
            }
        }
    }

    private void checkApart(DocumentPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            if (steps.get(i).getClass() != other.steps.get(i).getClass()) {
                throw DynamoError.validation("Two document paths conflict with each other; " + bothOf(other));
            }
            if (!steps.get(i).equals(other.steps.get(i))) {
                return;
            }
        }
        throw DynamoError.validation("Two document paths overlap with each other; " + bothOf(other));
    }

    private String bothOf(DocumentPath other) {
        return "must remove or rewrite one of these paths; path one: " + this + ", path two: " + other;
    }

    /// What these paths lead to, in maps and lists as they are in the item; lists close up.
    static ObjectNode project(ObjectNode item, List<DocumentPath> paths) {
        JsonNode picked = picked(
                AttributeValues.of("M", item),
                paths.stream().map(DocumentPath::steps).toList());
        return picked.isMissingNode() ? JsonNodeFactory.instance.objectNode() : (ObjectNode) picked.get("M");
    }

    private static JsonNode picked(JsonNode value, List<List<Step>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return value;
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        value.path("M").properties().forEach(entry -> {
            JsonNode inside = picked(entry.getValue(), after(new Step.Name(entry.getKey()), paths));
            if (!inside.isMissingNode()) {
                map.set(entry.getKey(), inside);
            }
        });
        List<JsonNode> list = IntStream.range(0, value.path("L").size())
                .mapToObj(place -> picked(value.path("L").get(place), after(new Step.Place(place), paths)))
                .filter(inside -> !inside.isMissingNode())
                .toList();
        if (!list.isEmpty()) {
            return AttributeValues.of("L", JsonNodeFactory.instance.arrayNode().addAll(list));
        }
        return map.isEmpty() ? JsonNodeFactory.instance.missingNode() : AttributeValues.of("M", map);
    }

    private static List<List<Step>> after(Step first, List<List<Step>> paths) {
        return paths.stream()
                .filter(path -> path.getFirst().equals(first))
                .map(path -> path.subList(1, path.size()))
                .toList();
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Name(String name) -> name;
                    case Step.Place(int place) -> "[" + place + "]";
                })
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
