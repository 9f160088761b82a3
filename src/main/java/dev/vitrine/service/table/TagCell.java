package dev.vitrine.service.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The tags of an image in one cell: with commas between them. A comma or a backslash of a tag has a backslash in
/// front.
final class TagCell {
    private TagCell() {}

    static String print(List<String> tags) {
        return tags.stream()
                .map(tag -> tag.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(", "));
    }

    static List<String> parse(String cell) {
        var tags = new ArrayList<String>();
        var tag = new StringBuilder();
        for (int at = 0; at < cell.length(); at++) {
            char c = cell.charAt(at);
            if (c == '\\' && at + 1 < cell.length()) {
                at++;
                tag.append(cell.charAt(at));
            } else if (c == ',') {
                tags.add(tag.toString());
                tag.setLength(0);
            } else {
                tag.append(c);
            }
        }
        tags.add(tag.toString());
        return tags;
    }
}
