package dev.vitrine.ui.viewer;

/// Where a picture is when several are compared; alone, it is on the left.
enum Side {
    LEFT,
    RIGHT,
    THIRD,
    FOURTH
}
