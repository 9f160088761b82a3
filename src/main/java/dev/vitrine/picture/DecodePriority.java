package dev.vitrine.picture;

/// How soon a picture is needed, the soonest first.
public enum DecodePriority {
    /// What somebody looks at now, large.
    VIEWED,
    /// Small pictures on the screen.
    TILE,
    /// What is not on the screen: previews of uploads, repairs.
    BACKGROUND
}
