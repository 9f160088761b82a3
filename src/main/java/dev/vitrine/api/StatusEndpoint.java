package dev.vitrine.api;

import dev.vitrine.connection.Library;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the server says about itself.
record StatusEndpoint(Library library, Metrics metrics) {
    /// Asks the library for something small, so that a server whose library is gone says so.
    Response health(Request request, Map<String, String> names) {
        library.images().find("health");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("status", "ok");
        return Response.json(200, fields);
    }

    Response metrics(Request request, Map<String, String> names) {
        return Response.text(200, Metrics.CONTENT_TYPE, metrics.text());
    }

    Response openApi(Request request, Map<String, String> names) {
        byte[] document = OpenApi.document();
        return ETags.unlessKnown(request, ETags.of(document), Response.text(200, "application/json", document));
    }
}
