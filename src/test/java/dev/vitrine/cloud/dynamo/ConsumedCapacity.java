package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// The units that one request uses, by table: half a unit for 4 KB read, a whole one when it is consistent, two in a
/// transaction; one for 1 KB written, twice as many in a transaction, and as many again for each index.
final class ConsumedCapacity {
    private static final int READ = 4 << 10;
    private static final int WRITTEN = 1 << 10;

    private final Map<String, Double> units = new TreeMap<>();

    void begin() {
        units.clear();
    }

    void read(Table table, int size, boolean consistent) {
        add(table, count(size, READ) * (consistent ? 1 : 0.5));
    }

    void readInTransaction(Table table, int size) {
        add(table, count(size, READ) * 2);
    }

    void written(Table table, ObjectNode before, ObjectNode after) {
        int size = Math.max(AttributeValues.size(before), AttributeValues.size(after));
        add(table, count(size, WRITTEN) * (1 + table.indexes.size()));
    }

    void writtenInTransaction(Table table, ObjectNode before, ObjectNode after) {
        written(table, before, after);
        written(table, before, after);
    }

    /// One, or a list where the request may be about several tables.
    void report(ObjectNode answer, boolean several) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        units.forEach((table, count) -> all.addObject().put("TableName", table).put("CapacityUnits", count));
        if (several) {
            answer.set("ConsumedCapacity", all);
        } else if (!all.isEmpty()) {
            answer.set("ConsumedCapacity", all.get(0));
        }
    }

    private void add(Table table, double count) {
        units.merge(table.name, count, Double::sum);
    }

    private static long count(int size, int of) {
        return Math.max(1, (size + of - 1) / of);
    }
}
