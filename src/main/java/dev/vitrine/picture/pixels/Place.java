package dev.vitrine.picture.pixels;

/// A rectangle of a picture.
public record Place(int left, int top, int width, int height) {}
