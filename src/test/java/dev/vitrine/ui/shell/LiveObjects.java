package dev.vitrine.ui.shell;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/// How many objects of each of our classes the program still reaches, after a collection of garbage.
record LiveObjects(Map<String, Long> byClass) {
    static LiveObjects count() {
        var counted = new TreeMap<String, Long>();
        for (String line : histogram().split("\n")) {
            String[] columns = line.strip().split("\\s+"); // rank, instances, bytes, class
            if (columns.length >= 4 && columns[3].startsWith("dev.vitrine.") && !columns[3].contains("Test")) {
                counted.merge(columns[3], Long.parseLong(columns[1]), Long::sum);
            }
        }
        return new LiveObjects(counted);
    }

    private static String histogram() {
        try {
            return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()}));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /// The classes of which there are so many more now than in the middle, and were then than before.
    Map<String, Long> grownBy(long objects, LiveObjects middle, LiveObjects before) {
        var grown = new TreeMap<>(byClass);
        grown.replaceAll((name, now) -> Math.min(now - middle.of(name), middle.of(name) - before.of(name)));
        grown.values().removeIf(more -> more < objects);
        return grown;
    }

    private long of(String name) {
        return byClass.getOrDefault(name, 0L);
    }
}
