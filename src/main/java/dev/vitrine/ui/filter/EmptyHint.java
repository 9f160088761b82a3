package dev.vitrine.ui.filter;

/// Which chip hides everything: without it, so many images come back.
public record EmptyHint(Chip chip, int images) {}
