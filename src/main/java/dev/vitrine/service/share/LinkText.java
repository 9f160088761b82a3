package dev.vitrine.service.share;

import java.util.List;
import java.util.stream.Collectors;

/// Links as text to paste somewhere.
public enum LinkText {
    /// One address a line.
    PLAIN {
        @Override
        String of(SharedLink link) {
            return link.address().toString();
        }
    },
    MARKDOWN {
        @Override
        String of(SharedLink link) {
            return "[" + oneLine(link.title()).replaceAll("([\\\\\\[\\]*_`<>!#|~])", "\\\\$1") + "](<" + link.address()
                    + ">)";
        }
    },
    HTML {
        @Override
        String of(SharedLink link) {
            return "<a href=\"" + html(link.address().toString()) + "\">" + html(oneLine(link.title())) + "</a>";
        }
    };

    abstract String of(SharedLink link);

    /// One link a line.
    public String of(List<SharedLink> links) {
        return links.stream().map(this::of).collect(Collectors.joining("\n"));
    }

    /// Titles are written by strangers: none may end the line, or run backwards into the address.
    static String oneLine(String title) {
        return title.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE)
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
