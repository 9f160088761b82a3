import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The bill of materials that CycloneDX's plugin wrote: what ships, and nothing else ships.
record Bill(Path file, List<Component> components) {
    /// One library.
    ///
    /// @param licences by SPDX identifier or, where the author used none, by name
    record Component(String group, String name, String version, String sha256, List<String> licences) {
        @Override
        public String toString() {
            return group + ":" + name + ":" + version;
        }
    }

    static Bill read(Path file) throws IOException {
        var components = new ArrayList<Component>();
        for (JsonNode component : new ObjectMapper().readTree(file.toFile()).path("components")) {
            components.add(new Component(component.path("group").asText(), component.path("name").asText(), component.path("version").asText(),
                    sha256(component), licences(component)));
        }
        if (components.isEmpty()) {
            throw new IOException("no components in " + file);
        }
        return new Bill(file, List.copyOf(components));
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static List<String> licences(JsonNode component) {
        var names = new ArrayList<String>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            names.add(choice.has("expression") ? choice.path("expression").asText() : licence.path("id").asText(licence.path("name").asText()));
        }
        return List.copyOf(names);
    }
}
