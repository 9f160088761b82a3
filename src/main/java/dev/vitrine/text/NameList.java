package dev.vitrine.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Names in one line of text, with commas between them. One that has a comma stands in quotes: `ada, "Jones, Bob"`;
/// a quote within those is doubled.
public final class NameList {
    private static final char QUOTE = '"';

    private NameList() {}

    /// Reads back as what it was, except for spaces around a name.
    public static String of(Collection<String> names) {
        return names.stream().map(NameList::written).collect(Collectors.joining(", "));
    }

    private static String written(String name) {
        return name.indexOf(',') < 0 && name.indexOf(QUOTE) != 0 ? name : QUOTE + name.replace("\"", "\"\"") + QUOTE;
    }

    /// What is empty between two commas is no name. A quote that is never closed lasts to the end.
    public static List<String> parse(String text) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        boolean inQuotes = false;
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == QUOTE && inQuotes && text.startsWith("\"\"", i)) {
                name.append(text.charAt(++i));
            } else if (c == QUOTE && (inQuotes || !isQuoted && name.toString().isBlank())) {
                inQuotes = !inQuotes;
                isQuoted = true;
            } else if (c == ',' && !inQuotes) {
                add(name, names);
                isQuoted = false;
            } else {
                name.append(c);
            }
        }
        add(name, names);
        return List.copyOf(names);
    }

    private static void add(StringBuilder name, List<String> names) {
        String stripped = name.toString().strip();
        if (!stripped.isEmpty()) {
            names.add(stripped);
        }
        name.setLength(0);
    }
}
