package dev.vitrine.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// All routes. HEAD is answered wherever GET is.
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    record Found(Route route, Map<String, String> names) {}

    /// @throws HttpError 404 for an unknown path, 405 for a known one with another method
    Found find(String method, List<String> path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        for (Route route : all) {
            Optional<Map<String, String>> names = route.match(path);
            if (names.isPresent() && route.method().equals(asked)) {
                return new Found(route, names.get());
            }
            names.ifPresent(_ -> allowed.add(route.method()));
        }
        if (allowed.isEmpty()) {
            throw new HttpError(404, "There is nothing at this address. What there is, /openapi.json tells.");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String methods = String.join(", ", allowed);
        throw new HttpError(405, "This address answers " + methods + " only.", Map.of("Allow", methods));
    }
}
