package dev.vitrine.search;

/// A piece of a search text that was not understood.
///
/// @param from first character of the piece that was not understood
/// @param to the character after it
public record SearchProblem(int from, int to, String message) {}
