/// The window: one folder a feature, each a view and a view model without scene graph.
///
/// The top floor, beside `api` and `cli`. Inside: `support` ← `controls` ← `actions` ← `desktop` and the features ←
/// `shell`, which alone knows them all and wires them.
@NullMarked
package dev.vitrine.ui;

import org.jspecify.annotations.NullMarked;
