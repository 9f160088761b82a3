package dev.vitrine.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One kind of request that is answered.
///
/// @param template path with names in braces, as OpenAPI writes it: `/images/{image_id}`
record Route(String method, String template, Access access, Handler handler) {
    /// Whether the token is asked for. A signed link carries its own permission.
    enum Access {
        TOKEN,
        ANYONE
    }

    @FunctionalInterface
    interface Handler {
        Response answer(Request request, Map<String, String> names);
    }

    /// What stands in place of the names; empty when the path is another one.
    Optional<Map<String, String>> match(List<String> path) {
        List<String> parts = Arrays.asList(template.substring(1).split("/"));
        if (parts.size() != path.size()) {
            return Optional.empty();
        }
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String given = path.get(i);
            if (part.startsWith("{") && !given.isEmpty()) {
                names.put(part.substring(1, part.length() - 1), given);
            } else if (!part.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
