package dev.vitrine.picture.input;

/// Other bytes in place of those between two positions of a file; an insertion where both are the same.
public record FileEdit(long from, long to, byte[] bytes) {
    public static FileEdit insert(long at, byte[] bytes) {
        return new FileEdit(at, at, bytes);
    }
}
