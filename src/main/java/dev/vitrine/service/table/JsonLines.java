package dev.vitrine.service.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fields as one line of JSON. In ASCII: no character of a title can end a line or command whoever looks at it.
public final class JsonLines {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private JsonLines() {}

    /// @param fields texts, and lists of texts
    public static void write(Map<String, Object> fields, Writer out) throws IOException {
        try (JsonGenerator line = JSON.createGenerator(out)) {
            line.writeStartObject();
            for (var field : fields.entrySet()) {
                if (field.getValue() instanceof List<?> texts) {
                    line.writeArrayFieldStart(field.getKey());
                    for (Object text : texts) {
                        line.writeString(String.valueOf(text));
                    }
                    line.writeEndArray();
                } else {
                    line.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            line.writeEndObject();
        }
        out.write('\n');
    }

    /// Reads such a line; values of other kinds are left out.
    ///
    /// @throws IOException when it is no object of JSON
    public static Map<String, Object> read(byte[] line) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        try (JsonParser json = JSON.createParser(line)) {
            require(json, json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    fields.put(name, texts(json));
                } else if (value.isStructStart()) {
                    json.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, json.getText());
                }
            }
            require(json, json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        }
        return fields;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json, json.currentToken() != null && !json.currentToken().isStructStart());
            texts.add(json.getText());
        }
        return texts;
    }

    private static void require(JsonParser json, boolean expected) throws IOException {
        if (!expected) {
            throw new JsonParseException(json, "no line of fields");
        }
    }
}
